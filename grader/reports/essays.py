"""What is said of questions that a person grades: nothing of it is a verdict."""

from __future__ import annotations

from collections.abc import Iterator

from grader.records import EssayResult, ExerciseResult, GradedSubmission
from grader.reports.page import Page
from grader.reports.points import worth
from grader.text import Text

_MOST_TITLES = 5


def essay_remarks(page: Page, exercise: ExerciseResult) -> Iterator[str]:
    """How many wait for a person, which are not answered, and notes on the form of the others."""
    answered = [essay for essay in exercise.essays if essay.answered]
    missing = [essay for essay in exercise.essays if not essay.answered]
    if answered:
        yield page.translate(
            "Essays answered: {count} of {total}. A person grades them ({worth}).",
            count=len(answered),
            total=len(exercise.essays),
            worth=_worth(page, answered),
        )
    if missing:
        yield page.translate(
            "Essays not answered: {titles} ({worth}).",
            titles=_titles(page, missing),
            worth=_worth(page, missing),
        )
    noted: dict[Text, list[EssayResult]] = {}
    for essay in exercise.essays:
        for note in essay.notes:
            noted.setdefault(note, []).append(essay)
    for note, essays in noted.items():
        yield f"{_which(page, essays)}: {note[page.language]}"


def first_unanswered(graded: GradedSubmission) -> tuple[ExerciseResult, EssayResult] | None:
    """The first essay that nobody can grade yet."""
    for exercise in graded.exercises:
        for essay in exercise.essays:
            if not essay.answered:
                return exercise, essay
    return None


def _which(page: Page, essays: list[EssayResult]) -> str:
    numbers = [str(essay.number) for essay in essays if essay.number is not None]
    if len(numbers) < len(essays):
        return _titles(page, essays)
    if len(numbers) == 1:
        return page.translate("Question {number}", number=numbers[0])
    return page.translate("Questions {numbers}", numbers=", ".join(numbers))


def _titles(page: Page, essays: list[EssayResult]) -> str:
    titles = "; ".join(essay.title[page.language] for essay in essays[:_MOST_TITLES])
    more = len(essays) - _MOST_TITLES
    if more <= 0:
        return titles
    return page.translate("{titles} and {count} more", titles=titles, count=more)


def _worth(page: Page, essays: list[EssayResult]) -> str:
    return worth(page, sum(essay.points for essay in essays))
