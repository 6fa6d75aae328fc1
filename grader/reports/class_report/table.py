"""The class report in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.text import Text as Line

from grader.reports.class_report import labels
from grader.reports.class_report.model import ClassReport, Spread, Trouble
from grader.reports.layout import Row
from grader.reports.page import Page
from grader.reports.points import shown_points
from grader.reports.theme import THEME
from grader.text import Language

_WIDEST = 100  # columns
_BAR_CELLS = 24
_MOST_ROWS = 10  # of a list; the page has the rest


def print_class(report: ClassReport, language: Language, console: Console) -> None:
    """Write the report to `console`."""
    page = Page.on(console, language)
    width = min(console.width, _WIDEST)
    with console.use_theme(THEME):
        for part in _parts(page, report):
            console.print(part, width=width)


def _parts(page: Page, report: ClassReport) -> Iterator[RenderableType]:
    title = page.line(f"{report.assignment}  ", "report.title")
    yield Row(page.line(labels.counts(page, report)), lead=title)
    yield Row(page.line(labels.spread_words(page, report)))
    if report.late:
        yield Row(page.line(labels.late_words(page, report)))
    if report.spread:
        yield from _histogram(page, report.spread)
    for name, rows in _lists(page, report).items():
        if rows:
            yield Line()
            yield page.line(labels.LABELS[name], "report.title")
            yield from rows[:_MOST_ROWS]
            if more := len(rows) - _MOST_ROWS:
                yield from _more(page, more)


def _lists(page: Page, report: ClassReport) -> dict[str, list[Row]]:
    return {
        "exercises": [
            _row(page, each.title[page.language], labels.exercise_words(page, each))
            for each in report.exercises
        ],
        "mistakes": [_row(page, labels.mistake_words(page, each)) for each in report.mistakes],
        "losses": [
            _row(page, loss.id, labels.loss_words(page, loss), f"-{shown_points(loss.lost)}")
            for loss in report.losses
        ],
        "waiting": [
            _row(page, each.title[page.language], labels.waiting_words(page, each))
            for each in report.waiting
        ],
        "flagged": _people(page, report.flagged),
        "rejected": _people(page, report.rejected),
        "faults": _people(page, report.faults),
    }


def _histogram(page: Page, spread: Spread) -> Iterator[Row]:
    most = max(spread.bins)
    for number, count in enumerate(spread.bins):
        lead = page.line(f"  {labels.bin_name(number, len(spread.bins)):>6} ", "report.quiet")
        filled = max(count * _BAR_CELLS // most, 1) if count else 0
        yield Row(Line(page.glyphs.filled * filled + f" {count or ''}"), lead=lead)


def _row(page: Page, name: str, words: str = "", figure: str = "") -> Row:
    body = page.line(name)
    if words:
        body = Line.assemble(body, "  ", page.line(words, "report.quiet"))
    return Row(body, lead=Line("  "), figure=page.line(figure))


def _people(page: Page, troubles: Sequence[Trouble]) -> list[Row]:
    return [
        Row(
            Line.assemble(
                page.line(page.name(each.student), "report.name"), "  ", page.line(each.reason)
            ),
            lead=Line("  "),
        )
        for each in troubles
    ]


def _more(page: Page, count: int) -> Iterator[Row]:
    if count > 0:
        words = page.translate("and {count} more", count=count)
        yield Row(page.line(words, "report.quiet"), lead=Line("  "))
