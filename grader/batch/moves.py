"""Who would move by a regrade, by how much, and why; written for a person who decides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rich.console import Console, RenderableType
from rich.text import Text as Line

from grader.batch.regrade import Change, Draft, Move, Why
from grader.ledger import Entry
from grader.records import Outcome
from grader.reports.layout import Row
from grader.reports.outcomes import mark
from grader.reports.page import Page
from grader.reports.points import shown_points
from grader.text import Language

_INDENT = Line("    ")


def print_moves(draft: Draft, language: Language, console: Console) -> None:
    """Everybody who would move, in the order of their ids, our faults, and the counts."""
    page = Page.on(console, language)
    for move in sorted(draft.moves, key=lambda move: move.student):
        for part in _move(page, move):
            console.print(part)
    for fault in draft.faults:
        console.print(_fault(page, fault))
    console.print(page.line(_total(page, draft), "report.title"))


def _move(page: Page, move: Move) -> Iterator[RenderableType]:
    lead = mark(page, Outcome.FAILED if move.by < 0 else Outcome.PASSED)
    student = page.line(page.name(move.student), "report.name")
    yield Row(student, lead, page.line(_scores(page, move)))
    if move.factors:
        yield Row(page.line(shown_factors(page, *move.factors)), _INDENT)
    for change in move.changes:
        yield Row(page.line(_change(page, change)), _INDENT)


def _fault(page: Page, fault: Entry) -> RenderableType:
    body = Line.assemble(page.line(page.name(fault.key.student), "report.name"), "  ")
    return Row(body + page.line(fault.reason or ""), mark(page, Outcome.GRADER_FAULT))


def shown_factors(page: Page, before: float, after: float) -> str:
    """What lateness leaves of a score, and what it left."""
    return page.translate(
        "by other receipts or extensions, {after}% of the score count, {before}% before",
        before=f"{100 * before:g}",
        after=f"{100 * after:g}",
    )


def _scores(page: Page, move: Move) -> str:
    after = shown_points(move.after)
    if move.before is None:
        return page.translate("{score}, new", score=after)
    by = f"{'+' if move.by > 0 else ''}{shown_points(move.by)}"
    return f"{shown_points(move.before)} -> {after} ({by})"


def _change(page: Page, change: Change) -> str:
    scores = shown_points(change.after)
    if change.before is not None:
        scores = f"{shown_points(change.before)} -> {scores}"
    parts = [f"{change.name} {scores}: {_why(page, change.why)}"]
    if change.pass_now:
        parts.append(page.translate("pass now: {checks}", checks=_names(change.pass_now)))
    if change.fail_now:
        parts.append(page.translate("no longer pass: {checks}", checks=_names(change.fail_now)))
    return "; ".join(parts)


def _names(ids: tuple[str, ...]) -> str:
    return ", ".join(each.partition("::")[2] for each in ids)


def _why(page: Page, why: Why) -> str:
    match why:
        case Why.CHECKS:
            return page.translate("its checks, or what they rest on, have changed")
        case Why.ENVIRONMENT:
            return page.translate("Python or a package has changed")
        case Why.ASKED:
            return page.translate("it was to be graded again")
        case Why.NEW:
            return page.translate("it had no result")
    assert_never(why)


def _total(page: Page, draft: Draft) -> str:
    return page.translate(
        "{graded} graded again: {up} up, {down} down, {same} with the same score.",
        graded=draft.graded,
        up=sum(move.by > 0 for move in draft.moves),
        down=sum(move.by < 0 for move in draft.moves),
        same=draft.graded - sum(move.by != 0 for move in draft.moves),
    )
