"""`grade essays`: read and grade what the machine cannot."""

from __future__ import annotations

import getpass
from typing import Any

import rich_click as click

from grader.cli.language import LANGUAGE, here
from grader.cli.options import language_option, ledger_of, ledger_option, tell


@click.command(help=here("Read and grade essays, one question across all students."))
@click.argument("assignment")
@ledger_option
@click.option(
    "--as",
    "person",
    metavar="NAME",
    help=here("Who decides; kept with each decision (default: your user name)."),
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="NUMBER",
    help=here("Port on this machine (default: any that is free)."),
)
@language_option
def essays(assignment: str, url: str | None, person: str | None, port: int, **_: Any) -> None:
    """`grade essays assignment5 --as NAME`, until Ctrl-C."""
    from grader.assignment import find
    from grader.extras import require

    require("batch", "sqlalchemy", "rapidfuzz")
    from grader.essays.desk import Desk
    from grader.essays.page import document
    from grader.essays.server import EssayServer
    from grader.ledger import Ledger

    found, person = find(assignment), person or getpass.getuser()
    with Ledger.open(ledger_of(url, found.name), create=False, notice=tell) as ledger:
        desk = Desk.open(ledger, found, person)
        with EssayServer(desk, document(found, person, LANGUAGE), port) as server:
            click.echo(here("Essays of {name}: {url}", name=found.name, url=server.url))
            click.echo(here("Decisions are kept as you make them. Stop with Ctrl-C."))
            server.serve_until_interrupted()
