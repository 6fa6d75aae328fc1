"""Students who stand somewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from grader.exports.standing import Standing
from grader.ledger import Entry, Key, Status
from grader.records import (
    CheckResult,
    Confinement,
    EssayResult,
    ExerciseResult,
    GradedSubmission,
    Outcome,
    SubmissionInfo,
)
from grader.text import Text

_WORDS = Text.same("words")


@pytest.fixture
def standing() -> Callable[..., Standing]:
    """A student with three machine points, unless something else is said."""

    def make(
        student: str,
        *,
        essays: float = 0.0,
        marks: dict[str, float] | None = None,
        fault: bool = False,
        rejected: bool = False,
        lateness: float = 1.0,
    ) -> Standing:
        outcome = Outcome.GRADER_FAULT if fault else Outcome.PASSED
        check = CheckResult("answers::test_it", _WORDS, outcome, 3.0, 3.0)
        essay = EssayResult("why-not", _WORDS, essays, answered=bool(essays))
        exercise = ExerciseResult("answers", _WORDS, 3.0, 3.0, (check,), essays=(essay,))
        info = SubmissionInfo(student, "0" * 64)
        record = GradedSubmission("hw1", Confinement.NAMESPACES, info, 3.0, 3.0, (exercise,))
        entry = Entry(
            key=Key(student, "hw1", "0" * 64, "c", "e"),
            status=Status.REJECTED if rejected else Status.GRADED,
            batch="b",
            recorded_at=datetime(2026, 3, 2, tzinfo=UTC),
            record=None if rejected else record,
            lateness_factor=lateness,
        )
        return Standing(student, entry, 1, marks or {})

    return make
