"""`grade leaderboard`: who is how fast, among those who asked to be shown."""

from __future__ import annotations

from typing import Any

import rich_click as click

from grader.cli.language import LANGUAGE, here
from grader.cli.options import language_option, ledger_of, ledger_option, tell


@click.command(help=here("Show how fast the programs of those are who chose a nickname."))
@click.argument("assignment")
@ledger_option
@language_option
def leaderboard(assignment: str, url: str | None, **_: Any) -> None:
    """`grade leaderboard assignment5`."""
    from grader.assignment import find
    from grader.extras import require

    require("batch", "sqlalchemy")
    from grader.exports.classes import class_standings
    from grader.ledger import Ledger
    from grader.reports import make_console
    from grader.reports.leaderboard import print_leaderboard
    from grader.timing.leaderboard import leaderboard as places_of

    found = find(assignment)
    url = ledger_of(url, found.name)
    with Ledger.open(url, create=False, notice=tell) as ledger:
        standings = class_standings(ledger, found)
    records = [each.entry.record for each in standings if each.entry and each.entry.record]
    print_leaderboard(places_of(records), LANGUAGE, make_console())
