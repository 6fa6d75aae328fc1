"""What a record comes to in nbgrader's terms: a score, or nothing yet, for each of its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import fsum
from typing import Final, NamedTuple

from grader.assignment import Exercise
from grader.bridges.form import answer_id, checks_id, solution_id
from grader.records import CheckResult, EssayResult, ExerciseResult, Outcome
from grader.text import Language, Text

_DONE: Final = (Outcome.PASSED, Outcome.SKIPPED)
_UNDECIDED: Final = (Outcome.GRADER_FAULT, Outcome.SKIPPED)
_MOST_FEEDBACK: Final = 30  # checks that a comment tells of


class CellVerdict(NamedTuple):
    """Of one cell."""

    score: float | None  # None: a person has to decide
    comment: str | None = None

    @property
    def waits(self) -> bool:
        """A person has to decide."""
        return self.score is None


def cell_verdicts(
    exercise: Exercise, result: ExerciseResult, language: Language
) -> dict[str, CellVerdict]:
    """By cell of the notebook form, one exercise of a record that students may see."""
    verdicts = {checks_id(exercise): CellVerdict(score_of(result.checks))}
    if not exercise.is_written:
        verdicts[solution_id(exercise)] = CellVerdict(0.0, comment_on(result, language))
    return verdicts | {
        answer_id(exercise, essay.id): essay_verdict(essay, language) for essay in result.essays
    }


def score_of(checks: Iterable[CheckResult]) -> float | None:
    """Their sum; None where we failed, or hardware was absent, so that a person looks.

    nbgrader knows no points that nobody can earn today: 0 of them would be the student's loss.
    """
    checks = list(checks)
    if any(check.points and check.outcome in _UNDECIDED for check in checks):
        return None
    return fsum(check.score for check in checks)


def essay_verdict(essay: EssayResult, language: Language) -> CellVerdict:
    """A person reads what is answered; nobody what is not."""
    notes = " ".join(note[language] for note in essay.notes)
    return CellVerdict(None if essay.answered else 0.0, notes or None)


def comment_on(result: ExerciseResult, language: Language) -> str | None:
    """Our feedback in a few lines, for the box below the student's code.

    In our words and the author's alone: nbgrader shows comments as markup.
    """
    lines = [f"- {note[language]}" for note in result.notes]
    failed = [check for check in result.checks if check.outcome not in _DONE]
    lines += (
        f"- {check.title[language]} " + " ".join(_told(check, language))
        for check in failed[:_MOST_FEEDBACK]
    )
    return "\n".join(lines) or None


def _told(check: CheckResult, language: Language) -> Iterator[str]:
    texts: list[Text | None] = [check.message, check.hint]
    texts += [check.diagnosis.explanation] if check.diagnosis else []
    yield from (text[language] for text in texts if text)
