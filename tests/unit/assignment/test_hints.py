"""The policy of hints: as it is written, and what follows from it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from grader.assignment import find
from grader.assignment.hints import (
    ByAttempt,
    ByTime,
    EverythingAtOnce,
    HintLevel,
    HintPolicy,
    Wait,
    visible_level,
    wait_for,
)
from grader.errors import AssignmentError

KOREA = timezone(timedelta(hours=9))
RELEASE = datetime(2026, 11, 2, 9, tzinfo=KOREA)
BY_TIME = ByTime(release=RELEASE, hours_per_level=12)


def written(course: Any, table: str) -> HintPolicy:
    path = course.assignment / "assignment.toml"
    path.write_text(f"{path.read_text('utf-8')}\n[hints]\n{table}\n", "utf-8")
    return find("hw1", course.root).hints


@pytest.mark.parametrize(
    ("table", "policy"),
    [
        ('policy = "all"', EverythingAtOnce()),
        ('policy = "by_attempt"\nattempts_per_level = 2', ByAttempt(attempts_per_level=2)),
        (
            'policy = "by_time"\nrelease = 2026-11-02T09:00:00+09:00\nhours_per_level = 12',
            BY_TIME,
        ),
    ],
)
def test_as_it_is_written(course: Any, table: str, policy: HintPolicy) -> None:
    """Each policy with its parameters."""
    assert written(course, table) == policy


def test_the_default(course: Any) -> None:
    """Without a table nothing is held back."""
    assert find("hw1", course.root).hints == EverythingAtOnce()


def test_a_time_without_zone(course: Any) -> None:
    """It is refused with a sentence that shows how to write it."""
    with pytest.raises(AssignmentError) as refused:
        written(course, 'policy = "by_time"\nrelease = 2026-11-02T09:00:00\nhours_per_level = 12')
    assert "hints.release is 2026-11-02T09:00:00" in str(refused.value)
    assert "2026-11-02T09:00:00+09:00" in refused.value.message.ko


@pytest.mark.parametrize(
    "table",
    [
        'policy = "never"',
        'policy = "by_attempt"',
        'policy = "by_attempt"\nattempts_per_level = 0',
        'policy = "all"\nattempts_per_level = 2',
        'policy = "by_time"\nrelease = 2026-11-02T09:00:00Z\nhours_per_level = 0',
        'policy = "by_time"\nrelease = 2026-11-02T09:00:00Z\nhours_per_level = 1e-300',
        'policy = "by_time"\nrelease = 2026-11-02T09:00:00Z\nhours_per_level = inf',
        'policy = "by_time"\nrelease = 0001-01-01T09:00:00Z\nhours_per_level = 1',
        'policy = "by_time"\nrelease = "tomorrow"\nhours_per_level = 1',
        "attempts_per_level = 2",
    ],
)
def test_what_is_refused(course: Any, table: str) -> None:
    """Unknown policies, and parameters that are missing, too many or impossible."""
    with pytest.raises(AssignmentError, match="hints"):
        written(course, table)


@pytest.mark.parametrize(
    ("attempt", "level"), [(0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (7, 3), (100, 3)]
)
def test_by_attempt(attempt: int, level: int) -> None:
    """One level more after every two versions that did not pass."""
    policy = ByAttempt(attempts_per_level=2)
    assert visible_level(policy, attempt, RELEASE) == level


@pytest.mark.parametrize(
    ("hours", "level"), [(-1000, 0), (-0.01, 0), (0, 1), (11.9, 1), (12, 2), (24, 3), (9999, 3)]
)
def test_by_time(hours: float, level: int) -> None:
    """The author's hints at the release, one level more after every twelve hours."""
    now = (RELEASE + timedelta(hours=hours)).astimezone(UTC)
    assert visible_level(BY_TIME, 1, now) == level


def test_everything_at_once() -> None:
    """At the first attempt already, and there is nothing to wait for."""
    assert visible_level(EverythingAtOnce(), 1, RELEASE) is HintLevel.COUNTEREXAMPLE
    assert wait_for(EverythingAtOnce(), HintLevel.HINT, 1) == Wait()


@pytest.mark.parametrize("attempt", range(1, 9))
@pytest.mark.parametrize("level", list(HintLevel)[1:])
def test_the_wait_is_exact_in_attempts(attempt: int, level: HintLevel) -> None:
    """After so many more versions the level is open, and not before."""
    policy = ByAttempt(attempts_per_level=2)
    more = wait_for(policy, level, attempt).attempts
    assert more is not None
    assert visible_level(policy, attempt + more, RELEASE) >= level
    assert visible_level(policy, attempt + more - 1, RELEASE) < level


@pytest.mark.parametrize("level", list(HintLevel)[1:])
def test_the_wait_is_exact_in_time(level: HintLevel) -> None:
    """At that moment the level is open, and not before."""
    at = wait_for(BY_TIME, level, 1).at
    assert at is not None
    assert visible_level(BY_TIME, 1, at) == level
    assert visible_level(BY_TIME, 1, at - timedelta(seconds=1)) < level
