"""The part of a record that the course's policy lets a person see now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import astuple
from datetime import UTC, datetime

import msgspec

from grader.assignment import Assignment
from grader.assignment.hints import (
    ByAttempt,
    EverythingAtOnce,
    HintLevel,
    HintPolicy,
    Wait,
    visible_level,
    wait_for,
)
from grader.errors import UsageError
from grader.hints.attempts import Attempts
from grader.records import (
    CheckResult,
    Difference,
    ExerciseResult,
    GradedSubmission,
    Outcome,
    Timing,
)
from grader.text import Text, say

_RAN_AND_WENT_WRONG = (Outcome.FAILED, Outcome.CRASHED, Outcome.OVER_LIMIT)


class Hints:
    """The policy of an assignment, applied to one submission as its versions come."""

    def __init__(
        self,
        assignment: Assignment,
        *,
        all_hints: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`all_hints` lifts the policy.

        Raises `UsageError` where it may not be lifted: without the solutions nobody is known
        to be more than a student.
        """
        if all_hints and assignment.solutions is None:
            raise UsageError(
                say(
                    "--all-hints is for those who hold the solutions of {assignment}; they are "
                    "not here. Leave it out.",
                    assignment=assignment.name,
                )
            )
        self._policy: HintPolicy = EverythingAtOnce() if all_hints else assignment.hints
        self._now = now
        self._attempts: Attempts | None = None
        self._tries: Mapping[str, int] = {}

    def note(self, graded: GradedSubmission) -> None:
        """Count an attempt where attempts count; the same version twice is one."""
        if not isinstance(self._policy, ByAttempt):
            return
        if self._attempts is None:
            self._attempts = Attempts.of(graded.assignment, graded.submission.id)
        self._attempts.note(graded)

    def after(self, tries: Mapping[str, int]) -> Hints:
        """The same policy, for somebody who has tried each check so often without passing."""
        known = copy(self)
        known._tries = tries  # noqa: SLF001 - our own class
        return known

    def level(self, check: CheckResult) -> HintLevel:
        """The highest level that may be shown of a check."""
        return visible_level(self._policy, self._attempt(check), self._now())

    def wait(self, check: CheckResult) -> Wait | None:
        """What the next hint on a check waits for; None where nothing is held back."""
        level, attempt = self.level(check), self._attempt(check)
        held_back = (wait_for(self._policy, s, attempt) for s in steps(check) if s > level)
        return next(held_back, None)

    def allowed_after(self, tries: Mapping[str, int], graded: GradedSubmission) -> GradedSubmission:
        """`allowed`, with the attempts of the one who handed it in."""
        return self.after(tries).allowed(graded)

    def allowed(self, graded: GradedSubmission) -> GradedSubmission:
        """`graded` without what is held back; says what that waits for."""
        return msgspec.structs.replace(graded, exercises=tuple(map(self._part, graded.exercises)))

    def _part(self, exercise: ExerciseResult) -> ExerciseResult:
        waits = filter(None, map(self.wait, exercise.checks))
        soonest = min(waits, key=astuple, default=None)
        return msgspec.structs.replace(
            exercise,
            checks=tuple(reduced(check, self.level(check)) for check in exercise.checks),
            notes=(*exercise.notes, *([waits_for(soonest)] if soonest else [])),
        )

    def _attempt(self, check: CheckResult) -> int:
        if self._attempts is not None:
            return self._attempts.count(check.id)
        return self._tries.get(check.id, 0)


def reduced(check: CheckResult, level: HintLevel) -> CheckResult:
    """A check with what `level` tells of it."""
    if level < HintLevel.HINT:
        check = msgspec.structs.replace(check, hint=None, timing=_without_advice(check.timing))
    if level < HintLevel.DIAGNOSIS:
        difference = _without_pattern(check.difference)
        check = msgspec.structs.replace(check, diagnosis=None, difference=difference)
    if level < HintLevel.COUNTEREXAMPLE:
        check = msgspec.structs.replace(check, counterexample=None)
    return check


def steps(check: CheckResult) -> tuple[HintLevel, ...]:
    """The levels that tell something of a check that the level before does not.

    Hints speak of what the code did: of a check that did not run there are none.
    """
    if check.outcome not in _RAN_AND_WENT_WRONG:
        return ()
    told = [reduced(check, level) for level in HintLevel]
    return tuple(level for level in HintLevel if level and told[level] != told[level - 1])


def waits_for(wait: Wait) -> Text:
    """When the next hint opens."""
    if wait.at is not None:
        return say("The next hint opens at {time}.", time=f"{wait.at:%Y-%m-%d %H:%M %Z}")
    if wait.attempts == 1:
        return say("The next hint opens after one more version that does not pass.")
    return say(
        "The next hint opens after {count} more versions that do not pass.", count=wait.attempts
    )


def _without_advice(timing: Timing | None) -> Timing | None:
    return timing and msgspec.structs.replace(timing, try_next=None)


def _without_pattern(difference: Difference | None) -> Difference | None:
    return difference and msgspec.structs.replace(difference, pattern=None, map=())
