"""`grade class`: what a class did, for those who teach it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rich_click as click

from grader.cli.language import LANGUAGE, here
from grader.cli.options import (
    NEW_FILE,
    language_option,
    ledger_of,
    ledger_option,
    roster_option,
    tell,
)


@click.command("class", help=here("Show what a class did: scores, misconceptions, who waits."))
@click.argument("assignment")
@ledger_option
@roster_option
@click.option("--html", type=NEW_FILE, metavar="FILE", help=here("Write the report as a page."))
@language_option
def class_report(
    assignment: str, url: str | None, roster: Path | None, html: Path | None, **_: Any
) -> None:
    """`grade class assignment5 --ledger FILE --html FILE`."""
    from grader.assignment import find
    from grader.extras import require

    require("batch", "sqlalchemy")
    from grader.exports.class_members import members
    from grader.exports.classes import class_standings
    from grader.ledger import Ledger
    from grader.reports import make_console
    from grader.reports.class_report import class_report as counted
    from grader.reports.class_report import print_class, write_class_page
    from grader.roster import read_roster

    found = find(assignment)
    students = read_roster(roster, tell) if roster else ()
    with Ledger.open(ledger_of(url, found.name), create=False, notice=tell) as ledger:
        standings = class_standings(ledger, found, students)
    report = counted(found.name, members(standings))
    print_class(report, LANGUAGE, make_console())
    if html:
        write_class_page(report, LANGUAGE, html)
