"""What feedback may show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.assignment import Assignment, find
from grader.assignment.hints import ByAttempt, ByTime, EverythingAtOnce, HintLevel, Wait
from grader.errors import UsageError
from grader.hints import Hints, reduced, steps, waits_for
from grader.records import (
    CheckResult,
    Confinement,
    Counterexample,
    Diagnosis,
    Difference,
    ExerciseResult,
    GradedSubmission,
    Outcome,
    SubmissionInfo,
)
from grader.text import Text

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
TITLE = Text.same("One")
CHECK = CheckResult(
    "a::test_one",
    TITLE,
    Outcome.FAILED,
    0.0,
    1.0,
    message=Text.same("It is wrong."),
    hint=Text.same("Look."),
    difference=Difference((1,), (1,), pattern=Text.same("transposed"), map=("x",)),
    diagnosis=Diagnosis("x", Text.same("You did x.")),
    counterexample=Counterexample("f(1)", (), "1", "2"),
)


def record(check: CheckResult = CHECK, version: str = "v1") -> GradedSubmission:
    exercise = ExerciseResult("a", TITLE, 0.0, 1.0, (check,))
    info = SubmissionInfo("2023", version)
    return GradedSubmission("hw1", Confinement.NAMESPACES, info, 0.0, 1.0, (exercise,))


@pytest.fixture
def assignment(course: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assignment:
    monkeypatch.setattr("platformdirs.user_state_path", lambda _: tmp_path / "state")
    return find("hw1", course.root)


def test_each_level_adds_to_those_before() -> None:
    """What happened is always told; the hint, the cause and the case come one after another."""
    told = [reduced(CHECK, level) for level in HintLevel]
    assert [check.hint is not None for check in told] == [False, True, True, True]
    assert [check.diagnosis is not None for check in told] == [False, False, True, True]
    assert [check.counterexample is not None for check in told] == [False, False, False, True]
    patterns = [check.difference and check.difference.pattern for check in told]
    assert [pattern is not None for pattern in patterns] == [False, False, True, True]
    assert all(check.message == CHECK.message for check in told)
    assert told[-1] == CHECK


def test_steps_that_tell_nothing_are_left_out() -> None:
    """A check without a diagnosis goes from hint to counterexample; one that passed, nowhere."""
    bare = msgspec.structs.replace(CHECK, diagnosis=None, difference=None)
    assert steps(CHECK) == (HintLevel.HINT, HintLevel.DIAGNOSIS, HintLevel.COUNTEREXAMPLE)
    assert steps(bare) == (HintLevel.HINT, HintLevel.COUNTEREXAMPLE)
    for outcome in (Outcome.PASSED, Outcome.NOT_ATTEMPTED, Outcome.BLOCKED):
        assert steps(msgspec.structs.replace(CHECK, outcome=outcome)) == ()


def test_by_default_everything_is_told(assignment: Assignment) -> None:
    """A course without a policy holds nothing back, and nothing is written anywhere."""
    hints = Hints(assignment)
    hints.note(record())
    assert isinstance(assignment.hints, EverythingAtOnce)
    assert hints.allowed(record()) == record()
    assert hints.wait(CHECK) is None


def test_by_attempt(assignment: Assignment) -> None:
    """Each version in which the check does not pass opens more, in the next process too."""
    strict = replace(assignment, hints=ByAttempt(attempts_per_level=1))
    shown = []
    for version in ("v1", "v2", "v2", "v3", "v4"):
        hints = Hints(strict)
        hints.note(record(version=version))
        shown.append(int(hints.level(CHECK)))
    assert shown == [0, 1, 1, 2, 3]


def test_attempts_that_somebody_else_has_counted(assignment: Assignment) -> None:
    """Of each student their own; the policy itself stays as it was."""
    hints = Hints(replace(assignment, hints=ByAttempt(attempts_per_level=1)))
    shown = [int(hints.after({CHECK.id: tries}).level(CHECK)) for tries in (1, 2, 4)]
    assert shown == [0, 1, 3]
    assert hints.allowed_after({CHECK.id: 4}, record()) == record()
    assert hints.level(CHECK) == HintLevel.TITLE


def test_by_time(assignment: Assignment) -> None:
    """The clock opens more; what is held back is said with the time it opens."""
    policy = ByTime(release=START, hours_per_level=24)
    timed = replace(assignment, hints=policy)
    before = Hints(timed, now=lambda: START - timedelta(minutes=1))
    allowed = before.allowed(record()).exercises[0]
    assert allowed.checks == (reduced(CHECK, HintLevel.TITLE),)
    (note,) = allowed.notes
    assert "2026-11-02 09:00 UTC" in note.en
    after = Hints(timed, now=lambda: START + timedelta(days=2))
    assert after.allowed(record()) == record()


def test_the_wait_is_for_what_tells_something(assignment: Assignment) -> None:
    """A level that is empty for a check is not announced."""
    timed = replace(assignment, hints=ByTime(release=START, hours_per_level=1))
    bare = msgspec.structs.replace(CHECK, diagnosis=None, difference=None)
    hints = Hints(timed, now=lambda: START)
    assert hints.wait(bare) == Wait(at=START + timedelta(hours=2))
    assert hints.wait(msgspec.structs.replace(bare, counterexample=None)) is None


def test_all_hints(assignment: Assignment) -> None:
    """Whoever holds the solutions may lift the policy; whoever does not may not."""
    strict = replace(assignment, hints=ByAttempt(attempts_per_level=9))
    assert Hints(strict).allowed(record()) != record()
    assert Hints(strict, all_hints=True).allowed(record()) == record()
    with pytest.raises(UsageError, match="--all-hints"):
        Hints(replace(strict, solutions=None), all_hints=True)


@pytest.mark.parametrize(
    ("wait", "en", "ko"),
    [
        (Wait(attempts=1), "one more version", "한 번 더"),
        (Wait(attempts=3), "3 more versions", "3번 더"),
        (Wait(at=START), "2026-11-02 09:00 UTC", "2026-11-02 09:00 UTC"),
    ],
)
def test_sentences(wait: Wait, en: str, ko: str) -> None:
    """What a hint waits for is said in both languages."""
    text = waits_for(wait)
    assert en in text.en
    assert ko in text.ko or text.ko == text.en  # until the catalogue has it
