"""What all exercises come to, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text as Line

from grader.records import CheckResult, GradedSubmission
from grader.reports.layout import Row
from grader.reports.page import Page
from grader.reports.points import (
    bar,
    count_of_checks,
    hidden_checks,
    passed_of,
    shown_points,
    worth,
)

_BAR_SHARE = 4  # of the width


@dataclass(frozen=True)
class Total:
    """The score, called final only when nothing waits; without hidden checks there is none."""

    page: Page
    graded: GradedSubmission

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        page = self.page
        yield Line(page.glyphs.rule * options.max_width, "report.quiet")
        sentence, part, whole = headline(page, self.graded)
        cells = options.max_width // _BAR_SHARE
        figure = bar(page, part, whole, cells) if whole else Line()
        yield Row(page.line(sentence, "report.title"), figure=figure)
        for remark in remarks(page, self.graded):
            yield Row(page.line(remark))


def headline(page: Page, graded: GradedSubmission) -> tuple[str, float, float]:
    """The score in words, and as a part of a whole."""
    if page.preview:
        return _preview(page, graded)
    if graded.exercises and all(exercise.bonus for exercise in graded.exercises):
        return _bonus_alone(page, graded)
    score, points = shown_points(graded.score), shown_points(graded.points)
    if graded.bonus:
        score = page.translate(
            "{score} (with a bonus of {bonus})", score=score, bonus=shown_points(graded.bonus)
        )
    if graded.needs_person or graded.grader_faults:
        sentence = page.translate(
            "Score so far: {score} of {points} points", score=score, points=points
        )
    else:
        sentence = page.translate("Score: {score} of {points} points", score=score, points=points)
    return sentence, graded.score, graded.points


def _bonus_alone(page: Page, graded: GradedSubmission) -> tuple[str, float, float]:
    points = sum(exercise.points for exercise in graded.exercises)
    sentence = page.translate(
        "Bonus: {score} of {points} points",
        score=shown_points(graded.bonus),
        points=shown_points(points),
    )
    return sentence, graded.bonus, points


def _preview(page: Page, graded: GradedSubmission) -> tuple[str, float, float]:
    checks = [check for exercise in graded.exercises for check in exercise.checks]
    passed, count = passed_of(checks)
    sentence = page.translate(
        "Public checks: {passed} of {count} passed", passed=passed, count=count
    )
    return sentence, passed, count


def remarks(page: Page, graded: GradedSubmission) -> Iterator[str]:
    """What is still open, and why."""
    if page.preview:
        duties = [each for each in graded.exercises if not each.bonus] or graded.exercises
        checks = sum(exercise.hidden_checks for exercise in duties)
        points = sum(exercise.hidden_points for exercise in duties)
        none_yet = page.translate("There is no score yet.")
        yield f"{none_yet} {hidden_checks(page, checks, points)}"
    if graded.needs_person and not page.preview:
        yield page.translate(
            "A person still has to grade {worth}. The maximum in all is {maximum}.",
            worth=worth(page, graded.needs_person),
            maximum=worth(page, graded.points + graded.needs_person),
        )
    if graded.grader_faults:
        yield _faults(page, graded.grader_faults)


def _faults(page: Page, checks: tuple[CheckResult, ...]) -> str:
    points = sum(check.points for check in checks)
    which = count_of_checks(page, len(checks))
    return page.translate(
        "Not graded: {checks}. That is our fault, not yours, and nothing is decided "
        "there yet. Please tell your teaching assistant.",
        checks=f"{which} ({worth(page, points)})" if points else which,
    )
