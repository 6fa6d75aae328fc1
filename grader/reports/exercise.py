"""One exercise: how far it is, and every check of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text as Line

from grader.records import ExerciseResult, Outcome
from grader.reports.check import CheckBlock
from grader.reports.essays import essay_remarks
from grader.reports.grouping import CheckGroup, groups
from grader.reports.layout import Row
from grader.reports.outcomes import DONE, counted, mark
from grader.reports.page import Page
from grader.reports.picture import Pictures, pictures_of
from grader.reports.points import bar, hidden_checks, passed_of, shown_points
from grader.reports.speed import Speed, timing_of
from grader.text import Text

_INDENT = Line("  ")
_BAR_CELLS = 20
_NARROW_BAR_CELLS = 10
_NARROW = 72  # columns


@dataclass(frozen=True)
class ExerciseBlock:
    """Title, bar and score; then what must be said before the checks; then the checks."""

    page: Page
    exercise: ExerciseResult
    score_cells: int  # width of the longest score on the page

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        yield self._heading(options.max_width)
        for remark in remarks(self.page, self.exercise):
            yield Row(self.page.line(remark), Line(f"  {self.page.glyphs.note} ", "report.quiet"))
        yield from self._checks()
        if timing := timing_of(self.exercise):
            yield Line()
            yield Speed(self.page, timing)
        if pictures := pictures_of(self.exercise):
            yield Line()
            yield Pictures(self.page, pictures)
        if self.exercise.hidden_checks:
            waiting = hidden_checks(
                self.page, self.exercise.hidden_checks, self.exercise.hidden_points
            )
            yield Row(self.page.line(waiting, "report.quiet"), _INDENT)

    def _heading(self, width: int) -> Row:
        page, exercise = self.page, self.exercise
        title = page.line(exercise.title, "report.title")
        name = page.line(exercise.name, "report.name")
        part, whole = progress(page, exercise)
        cells = _NARROW_BAR_CELLS if width < _NARROW else _BAR_CELLS
        score = page.line(shown_progress(page, exercise).rjust(self.score_cells), "report.title")
        figure = Line.assemble(bar(page, part, whole, cells), "  ", score) if whole else Line()
        return Row(Line.assemble(title, "  ", name), figure=figure)

    def _checks(self) -> Iterator[RenderableType]:
        if self.exercise.left_out:
            return
        page, found = self.page, groups(self.exercise.checks)
        counts = Counter(check.outcome for check in self.exercise.checks)
        if all(outcome in DONE for outcome in counts) and not page.verbose:
            if passed := counts.pop(Outcome.PASSED, 0):
                line = page.line(counted(page, Outcome.PASSED, passed))
                yield Row(line, mark(page, Outcome.PASSED))
            found = [group for group in found if group.outcome is not Outcome.PASSED]
        elif len(counts) > 1:
            yield Row(page.line(tally(page, self.exercise), "report.quiet"), _INDENT)
        yield from self._blocks(found)

    def _blocks(self, found: list[CheckGroup]) -> Iterator[RenderableType]:
        """Air after what explains itself at length; passed checks stay close together."""
        for number, group in enumerate(found):
            if number and found[number - 1].outcome is not Outcome.PASSED:
                yield Line()
            yield CheckBlock(self.page, group, bonus=self.exercise.bonus)


def remarks(page: Page, exercise: ExerciseResult) -> Iterator[str | Text]:
    """What must be said before the checks."""
    if exercise.graded_with_reference:
        yield page.translate(
            "Graded with the reference solution in place of your {names}, which did not "
            "pass or took too long: one mistake costs once.",
            names=", ".join(exercise.graded_with_reference),
        )
    if exercise.bonus:
        yield page.translate(
            "A bonus: what it earns comes on top, and leaving it out costs nothing."
        )
    yield from exercise.notes
    yield from essay_remarks(page, exercise)
    if not exercise.checks and not exercise.hidden_checks:
        yield page.translate("There are no checks here to run.")


def tally(page: Page, exercise: ExerciseResult) -> str:
    """11 passed, 3 failed."""
    counts = Counter(check.outcome for check in exercise.checks)
    return ", ".join(counted(page, each, counts[each]) for each in Outcome if counts[each])


def progress(page: Page, exercise: ExerciseResult) -> tuple[float, float]:
    """Score and points; where there is no score yet, the checks that passed and that ran."""
    if page.preview:
        return passed_of(exercise.checks)
    return exercise.score, exercise.points


def shown_progress(page: Page, exercise: ExerciseResult) -> str:
    """7.5/10; empty where there is nothing to earn."""
    part, whole = progress(page, exercise)
    on_top = "+" if exercise.bonus and not page.preview else ""
    return f"{on_top}{shown_points(part)}/{shown_points(whole)}" if whole else ""
