"""Entries without what is only read, not counted: so a class of thousands fits into memory."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from msgspec.structs import replace

from grader.ledger import Entry
from grader.records import (
    CheckResult,
    EssayResult,
    ExerciseResult,
    GradedSubmission,
    Outcome,
    SubmissionInfo,
)

# Of a check; a field that is not named here is left out.
_COUNTED: Final = (
    "id",
    "title",
    "outcome",
    "score",
    "points",
    "public",
    "diagnosis",
    "flag",
    "timing",
)
_Part = TypeVar("_Part", CheckResult, EssayResult, ExerciseResult)


class Slimmer:
    """Makes slim copies of the entries of one class, which share what they have in common."""

    def __init__(self) -> None:
        self._shared: dict[Any, Any] = {}

    def slim(self, entry: Entry) -> Entry:
        """A copy that scores, outcomes, diagnoses, flags and timings can be counted from."""
        record = self._record(entry.record) if entry.record else None
        return replace(entry, record=record, exercises={})

    def _record(self, record: GradedSubmission) -> GradedSubmission:
        return replace(
            record,
            submission=SubmissionInfo(record.submission.id, record.submission.sha256),
            exercises=tuple(map(self._exercise, record.exercises)),
        )

    def _exercise(self, exercise: ExerciseResult) -> ExerciseResult:
        return self._one(
            replace(
                exercise,
                notes=(),
                checks=tuple(self._one(_counted(check)) for check in exercise.checks),
                essays=tuple(self._one(replace(essay, notes=())) for essay in exercise.essays),
            )
        )

    def _one(self, part: _Part) -> _Part:
        """The first one that is equal, so that the others can go."""
        found: _Part = self._shared.setdefault(part, part)
        return found


def _counted(check: CheckResult) -> CheckResult:
    """Of our own failure, what happened too: there is no other word about it."""
    kept = {name: getattr(check, name) for name in _COUNTED}
    if check.outcome is Outcome.GRADER_FAULT:
        kept["message"] = check.message
    return CheckResult(**kept)
