"""The leaderboard on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich import box
from rich.console import Console
from rich.table import Table

from grader.reports.escaping import encodable
from grader.reports.page import Page
from grader.reports.speed import shown_ratio
from grader.text import Language
from grader.timing.leaderboard import Place


def print_leaderboard(places: Sequence[Place], language: Language, console: Console) -> None:
    """A table for each exercise, or a sentence where nobody is on the board."""
    page = Page.on(console, language)
    if not places:
        console.print(page.line(page.translate("Nobody is on the leaderboard yet.")))
    for exercise, found in groupby(places, key=lambda place: place.exercise):
        console.print(_table(page, exercise, list(found)))


def _table(page: Page, exercise: str, places: Sequence[Place]) -> Table:
    table = Table(box=box.SIMPLE_HEAD if page.encoding == "utf-8" else box.ASCII)
    table.title = page.line(exercise, "report.title")
    for title in (
        page.translate("Rank"),
        page.translate("Nickname"),
        page.translate("Time over the reference's"),
    ):
        table.add_column(page.line(title))
    for place in places:
        rank, nickname = page.line(str(place.rank)), page.line(_told_apart(place))
        table.add_row(rank, nickname, page.line(shown_ratio(page, place.timing)))
    remarks = [page.translate("Equal ranks: the clock cannot tell these apart.")]
    if any(place.alike for place in places):
        remarks.append(page.translate("*: another nickname here looks like this one."))
    table.caption = page.line(" ".join(remarks), "report.quiet")
    return table


def _told_apart(place: Place) -> str:
    """Where two look alike, letters that may pass for others are written out."""
    if not place.alike:
        return place.nickname
    return f"{encodable(place.nickname, 'ascii')} *"
