"""What is said when a batch has ended: who ended where, and that nobody is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console, RenderableType
from rich.text import Text as Line

from grader.batch.moves import shown_factors
from grader.batch.tally import Tally
from grader.ledger import Entry, Status
from grader.records import Outcome
from grader.reports.layout import Row
from grader.reports.outcomes import mark
from grader.reports.page import Page
from grader.roster.found import Left
from grader.text import Language

_MOST: Final = 20  # of each kind, by name


def print_summary(tally: Tally, language: Language, console: Console) -> None:
    """The counts, and a line for everything that somebody must look after."""
    page = Page.on(console, language)
    for part in _parts(tally, page):
        console.print(part)


def _parts(tally: Tally, page: Page) -> Iterator[RenderableType]:
    yield from _named(page, tally.unsettled)
    yield from _left(page, tally)
    yield from _who(page, tally)
    yield from _moved(page, tally)
    yield from _undated(page, tally)
    yield page.line(
        page.translate(
            "roster {roster} = graded {graded} + rejected {rejected} + missing {missing}"
            " + grader faults {faults}",
            roster=tally.roster,
            graded=tally.count(Status.GRADED),
            rejected=tally.count(Status.REJECTED),
            missing=len(tally.discovery.missing),
            faults=tally.count(Status.FAULT),
        ),
        "report.title",
    )
    yield page.line(
        page.translate(
            "{submissions} submissions of {students} students: {new} now, {before} before.",
            submissions=tally.submissions,
            students=len(tally.discovery.students),
            new=tally.new,
            before=tally.ended - tally.new,
        ),
        "report.quiet",
    )
    if tally.again:
        yield page.line(
            page.translate(
                "{count} of them had a verdict, which stays in the history.", count=tally.again
            ),
            "report.quiet",
        )


def _named(page: Page, entries: Sequence[Entry]) -> Iterator[RenderableType]:
    for entry in entries[:_MOST]:
        fault = entry.status is Status.FAULT
        lead = mark(page, Outcome.GRADER_FAULT if fault else Outcome.REJECTED)
        body = Line.assemble(page.line(page.name(entry.key.student), "report.name"), "  ")
        yield Row(body + page.line(entry.reason or ""), lead)
    yield from _more(page, len(entries))


def _left(page: Page, tally: Tally) -> Iterator[RenderableType]:
    """Things that are no student's."""
    left: list[Left] = [*tally.discovery.unknown, *tally.discovery.refused]
    for each in left[:_MOST]:
        body = Line.assemble(page.line(each.shown, "report.name"), "  ")
        yield Row(body + page.line(each.reason), mark(page, Outcome.NOT_ATTEMPTED))
    yield from _more(page, len(left))


def _who(page: Page, tally: Tally) -> Iterator[RenderableType]:
    """Students who handed in nothing, or several things."""
    missing = [student.id for student in tally.discovery.missing]
    several = [student for student, n in tally.discovery.attempts.items() if n > 1]
    if missing:
        names = _first_of(page, missing)
        yield page.line(page.translate("Nothing was handed in by: {names}", names=names))
        yield from _more(page, len(missing))
    if several:
        names = _first_of(page, several)
        yield page.line(page.translate("Handed in more than once: {names}", names=names))
        yield from _more(page, len(several))


def _moved(page: Page, tally: Tally) -> Iterator[RenderableType]:
    """Whose lateness counts otherwise than before."""
    for before, entry in tally.moved[:_MOST]:
        body = Line.assemble(page.line(page.name(entry.key.student), "report.name"), "  ")
        sentence = shown_factors(page, before.lateness_factor, entry.lateness_factor)
        yield Row(body + page.line(sentence), mark(page, Outcome.NOT_ATTEMPTED))
    yield from _more(page, len(tally.moved))


def _undated(page: Page, tally: Tally) -> Iterator[RenderableType]:
    """Of whom nobody knows whether they were late."""
    if undated := sorted(tally.undated):
        if len(undated) == tally.count(Status.GRADED):
            yield page.line(
                page.translate(
                    "There is a deadline, but no receipt of anybody: all count as in time."
                    " Give the receipts with --received."
                )
            )
            return
        names = _first_of(page, undated)
        yield page.line(page.translate("Without a receipt, so in time: {names}", names=names))
        yield from _more(page, len(undated))


def _first_of(page: Page, names: Sequence[str]) -> str:
    return ", ".join(map(page.name, names[:_MOST]))


def _more(page: Page, count: int) -> Iterator[RenderableType]:
    if (more := count - _MOST) > 0:
        yield page.line(page.translate("and {count} more", count=more), "report.quiet")
