"""What to do now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text as Line

from grader.records import CheckResult, ExerciseResult, GradedSubmission, Outcome
from grader.reports.layout import Row
from grader.reports.outcomes import DONE
from grader.reports.page import Page

_NOT_THE_STUDENTS = (*DONE, Outcome.GRADER_FAULT)


@dataclass(frozen=True)
class NextStep:
    """The first exercise with something to do, and the command that checks it again."""

    page: Page
    graded: GradedSubmission

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        page = self.page
        if (found := _first_to_do(self.graded)) is None:
            yield Row(page.line(self._nothing_to_do(), "report.passed"))
            return
        exercise, check = found
        command = f"grade {self.graded.assignment} {exercise.name}"
        yield Row(page.line(self._what_to_do(exercise.name, check)))
        lead = page.line(page.translate("Then run"))
        yield Row(page.line(command, "report.command"), lead + Line("  "))

    def _nothing_to_do(self) -> str:
        page = self.page
        if self.graded.grader_faults:
            return page.translate("There is nothing left for you to fix.")
        if page.preview:
            return page.translate("Every public check passed; you can hand it in.")
        return page.translate("Every check passed. Well done.")

    def _what_to_do(self, exercise: str, check: CheckResult) -> str:
        page = self.page
        match check.outcome:
            case Outcome.NOT_ATTEMPTED:
                return page.translate("Next, write {exercise}.", exercise=exercise)
            case Outcome.REJECTED:
                return page.translate(
                    "Next, hand in {exercise} as a file that can be read.", exercise=exercise
                )
        return page.translate(
            'Next, look at this check of {exercise}: "{title}"',
            exercise=exercise,
            title=check.title,
        )


def _first_to_do(graded: GradedSubmission) -> tuple[ExerciseResult, CheckResult] | None:
    """The first check that did not pass; those that wait for another one come last."""
    for exercise in graded.exercises:
        to_do = [check for check in exercise.checks if check.outcome not in _NOT_THE_STUDENTS]
        if to_do:
            return exercise, min(to_do, key=lambda check: check.outcome is Outcome.BLOCKED)
    return None
