"""What to do now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text as Line

from grader.records import CheckResult, ExerciseResult, GradedSubmission, Outcome
from grader.reports.essays import first_unanswered
from grader.reports.layout import Row
from grader.reports.outcomes import DONE
from grader.reports.page import Page
from grader.stage.names import copied_from

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
        sentence, command = next_step(page, self.graded)
        yield Row(page.line(sentence, "" if command else "report.passed"))
        if command:
            lead = page.line(page.translate("Then run"))
            yield Row(page.line(command, "report.command"), lead + Line("  "))


def next_step(page: Page, graded: GradedSubmission) -> tuple[str, str]:
    """What to do, and the command that checks it; no command where nothing is left to do."""
    if (found := _first_to_do(graded)) is not None:
        exercise, check = found
        sentence = _renaming(page, graded, exercise.name) or _what_to_do(page, exercise.name, check)
        return sentence, _command(graded, exercise)
    if (left_out := first_unanswered(graded)) is not None:
        exercise, essay = left_out
        sentence = page.translate(
            'Next, answer this question of {exercise}: "{title}"',
            exercise=exercise.name,
            title=essay.title,
        )
        return sentence, _command(graded, exercise)
    return _nothing_to_do(page, graded), ""


def _command(graded: GradedSubmission, exercise: ExerciseResult) -> str:
    return f"grade {graded.assignment} {exercise.name}"


def _nothing_to_do(page: Page, graded: GradedSubmission) -> str:
    if graded.grader_faults:
        return page.translate("There is nothing left for you to fix.")
    if page.preview and (unchecked := _unchecked(graded)):
        return page.translate(
            "Every public check that can run here passed. Not checked: {names}.", names=unchecked
        )
    if page.preview:
        return page.translate("Every public check passed; you can hand it in.")
    return page.translate("Every check passed. Well done.")


def _unchecked(graded: GradedSubmission) -> str:
    """Exercises of which nothing could run."""
    return ", ".join(
        exercise.name
        for exercise in graded.exercises
        if exercise.checks and all(c.outcome is Outcome.SKIPPED for c in exercise.checks)
    )


def _what_to_do(page: Page, exercise: str, check: CheckResult) -> str:
    match check.outcome:
        case Outcome.NOT_ATTEMPTED:
            return page.translate("Next, write {exercise}.", exercise=_stub(exercise, check))
        case Outcome.REJECTED:
            return page.translate(
                "Next, hand in {exercise} as a file that can be read.", exercise=exercise
            )
    if (place := check.location) and check.said and check.said.loading:
        return page.translate(
            "Next, mend {file} at line {line}; it cannot be loaded.",
            file=place.file,
            line=place.line,
        )
    return page.translate(
        'Next, look at this check of {exercise}: "{title}"', exercise=exercise, title=check.title
    )


def _renaming(page: Page, graded: GradedSubmission, exercise: str) -> str:
    """What to do where a browser or a file manager named the file of `exercise` as a copy."""
    taken_in = {PurePath(name).stem for name in graded.submission.files}
    for name in graded.submission.ignored:
        expected = copied_from(name) or ""
        if PurePath(expected).stem == exercise and exercise not in taken_in:
            return page.translate("Next, rename {got} to {expected}.", got=name, expected=expected)
    return ""


def _stub(exercise: str, check: CheckResult) -> str:
    """What is to be written first: an exercise may have met the stub of one that it builds on."""
    return PurePath(check.location.file).stem if check.location else exercise


def _first_to_do(graded: GradedSubmission) -> tuple[ExerciseResult, CheckResult] | None:
    """The first check that did not pass; those that wait for another one come last."""
    duties = any(not exercise.bonus for exercise in graded.exercises)
    for exercise in sorted(graded.exercises, key=lambda each: each.bonus):
        to_do = [check for check in exercise.checks if check.outcome not in _NOT_THE_STUDENTS]
        if to_do and not (exercise.left_out and duties):
            return exercise, min(to_do, key=lambda check: check.outcome is Outcome.BLOCKED)
    return None
