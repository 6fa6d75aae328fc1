"""All exercises in few lines, and the checks that a save has turned."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text as Line

from grader.records import CheckResult, ExerciseResult, Outcome
from grader.reports.exercise import progress, shown_progress
from grader.reports.layout import Row
from grader.reports.outcomes import DONE, mark
from grader.reports.page import Page
from grader.reports.points import bar, shown_points
from grader.watch.changes import Changes

_NOT_BEGUN = {Outcome.NOT_ATTEMPTED, Outcome.BLOCKED}
_BAR_CELLS = 10
_GAP = "  "
_MOST_TURNED = 3  # titles of each kind


@dataclass(frozen=True)
class Overview:
    """Sign, name, bar and score of every exercise, as many beside each other as there is room."""

    page: Page
    exercises: Sequence[ExerciseResult]
    running: Collection[str]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        cells = [self._cell(exercise) for exercise in self.exercises]
        width = max((cell.cell_len for cell in cells), default=0) + len(_GAP)
        beside = max((options.max_width + len(_GAP)) // width, 1)
        for start in range(0, len(cells), beside):
            yield Line(_GAP).join(cells[start : start + beside])

    def _cell(self, exercise: ExerciseResult) -> Line:
        page, part, whole = self.page, *progress(self.page, exercise)
        names = max(len(each.name) for each in self.exercises)
        scores = max(len(shown_progress(page, each)) for each in self.exercises)
        return Line.assemble(
            self._sign(exercise),
            page.line(exercise.name.ljust(names), "report.name"),
            _GAP,
            bar(page, part, whole, _BAR_CELLS),
            _GAP,
            page.line(shown_progress(page, exercise).rjust(scores)),
        )

    def _sign(self, exercise: ExerciseResult) -> Line:
        if exercise.name in self.running:
            return mark(self.page, Outcome.BLOCKED)
        outcomes = {check.outcome for check in exercise.checks}
        if outcomes <= _NOT_BEGUN:
            return mark(self.page, Outcome.NOT_ATTEMPTED)
        return mark(self.page, Outcome.PASSED if outcomes <= set(DONE) else Outcome.FAILED)


@dataclass(frozen=True)
class Turned:
    """Which checks pass now, and which no longer do."""

    page: Page
    changes: Changes

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        page, found = self.page, self.changes
        if not found.improved and not found.worse:
            yield Row(page.line(page.translate("No check changed."), "report.quiet"), Line(_GAP))
        yield from self._titles(found.worse, page.translate("no longer passes"), "report.failed")
        yield from self._titles(found.improved, page.translate("passes now"), "report.passed")

    def _titles(self, checks: Sequence[CheckResult], news: str, style: str) -> Iterator[Row]:
        page = self.page
        for check in checks[:_MOST_TURNED]:
            yield Row(page.line(check.title), mark(page, check.outcome), self._news(news, style))
        if (more := len(checks) - _MOST_TURNED) > 0:
            line = page.line(page.translate("and {count} more", count=more))
            yield Row(line, Line(" " * 4), self._news(news, style))

    def _news(self, news: str, style: str) -> Line:
        return self.page.line(news, style)


def gained(changes: Changes) -> str:
    """+1.5 or -2; empty where the score is the same."""
    shown = shown_points(changes.score)
    return "" if shown == "0" else shown if changes.score < 0 else f"+{shown}"
