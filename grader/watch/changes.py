"""What a save made better, and what it made worse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grader.records import CheckResult, ExerciseResult, Outcome

_SAYS_NOTHING = (Outcome.SKIPPED, Outcome.GRADER_FAULT)  # about the student's code


@dataclass(frozen=True)
class Changes:
    """Between two versions."""

    improved: tuple[CheckResult, ...] = ()  # pass now
    worse: tuple[CheckResult, ...] = ()  # no longer pass
    score: float = 0.0  # gained


def changes(before: Iterable[ExerciseResult], after: Iterable[ExerciseResult]) -> Changes:
    """How the same exercises differ; checks that could not be graded are no news."""
    old, new = tuple(before), tuple(after)
    passed = {check.id: _passed(check) for each in old for check in each.checks if _counts(check)}
    turned = [
        check
        for each in new
        for check in each.checks
        if _counts(check) and passed.get(check.id, _passed(check)) is not _passed(check)
    ]
    return Changes(
        improved=tuple(check for check in turned if _passed(check)),
        worse=tuple(check for check in turned if not _passed(check)),
        score=sum(each.score for each in new) - sum(each.score for each in old),
    )


def _passed(check: CheckResult) -> bool:
    return check.outcome is Outcome.PASSED


def _counts(check: CheckResult) -> bool:
    return check.outcome not in _SAYS_NOTHING
