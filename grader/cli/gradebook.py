"""`grade gradebook sync`: a class in nbgrader's gradebook, and people's grades back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rich_click as click

from grader.cli.language import LANGUAGE, here
from grader.cli.options import language_option, ledger_of, ledger_option, roster_option, tell


@click.group(help=here("A class in nbgrader's gradebook, graded on in formgrader."))
def gradebook() -> None:
    """What concerns nbgrader's database."""


@gradebook.command(
    help=here("Fetch people's grades and comments from nbgrader, then write our verdicts there.")
)
@click.argument("assignment")
@click.argument("submissions", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--course",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help=here("The folder of nbgrader's course."),
)
@ledger_option
@click.option(
    "--db", metavar="URL", help=here("nbgrader's database (default: gradebook.db in the course).")
)
@roster_option
@click.option("--new", is_flag=True, help=here("Make the course's folder if it is not there."))
@language_option
def sync(assignment: str, url: str | None, **options: Any) -> None:
    """`grade gradebook sync assignment5 SUBMISSIONS... --course DIR`."""
    from grader.assignment import find
    from grader.extras import require

    require("nbgrader", "nbgrader", "jupytext")
    from grader.gradebook.run import Course, sync_class
    from grader.ledger import Ledger

    found = find(assignment)
    names = ("course", "db", "roster", "submissions", "new")
    course = Course(*(options[name] for name in names))
    with Ledger.open(ledger_of(url, found.name), create=False) as ledger:
        for sentence in sync_class(found, ledger, course, LANGUAGE, tell):
            click.echo(sentence[LANGUAGE])
