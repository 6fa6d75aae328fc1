"""Places on the leaderboard."""

from __future__ import annotations

from typing import Any

import msgspec

from grader.records import (
    CheckResult,
    Confinement,
    ExerciseResult,
    GradedSubmission,
    Outcome,
    Speed,
    SubmissionInfo,
    Timing,
)
from grader.text import Text
from grader.timing.leaderboard import leaderboard

QUICK = Timing("cpu", 1.0, 0.9, 1.1, 4.5, Speed.PASS, 11, 0.001, nickname="one")


def record(nickname: str, low: float, high: float | None, **changes: Any) -> GradedSubmission:
    ratio = (low * (high or low)) ** 0.5
    values = {"nickname": nickname, "ratio": ratio, "low": low, "high": high} | changes
    timing = msgspec.structs.replace(QUICK, **values)
    title = Text.same("t")
    check = CheckResult("fast_conv::t", title, Outcome.PASSED, 1.0, 1.0, timing=timing)
    exercise = ExerciseResult("fast_conv", title, 1.0, 1.0, (check,), bonus=True)
    info = SubmissionInfo(nickname or "nobody", "")
    return GradedSubmission("a5", Confinement.NAMESPACES, info, 1.0, 0.0, (exercise,))


def ranks(*records: GradedSubmission) -> list[tuple[int, str]]:
    return [(place.rank, place.nickname) for place in leaderboard(records)]


def test_the_fastest_stands_first() -> None:
    """Intervals that lie apart make ranks."""
    slow, fast = record("slow", 2.0, 2.2), record("fast", 0.4, 0.5)
    assert ranks(slow, fast) == [(1, "fast"), (2, "slow")]


def test_what_overlaps_shares_a_rank() -> None:
    """The next one behind two is third."""
    found = ranks(record("a", 1.0, 1.2), record("b", 1.1, 1.3), record("c", 2.0, 2.1))
    assert found == [(1, "a"), (1, "b"), (3, "c")]


def test_a_chain_of_overlaps_is_no_tie_of_its_ends() -> None:
    """A third is behind a first that it does not overlap with, whatever lies between."""
    found = ranks(record("a", 1.0, 1.2), record("b", 1.1, 1.4), record("c", 1.3, 1.5))
    assert found == [(1, "a"), (1, "b"), (2, "c")]


def test_only_who_asked_is_shown() -> None:
    """Without a nickname nobody knows who was graded."""
    assert ranks(record("", 0.1, 0.2), record("b", 1.0, 1.1)) == [(1, "b")]


def test_look_alikes_are_marked() -> None:
    """Both of them: nobody knows who was first; on another exercise's board it does not matter."""
    both = leaderboard([record("Kim", 1.0, 1.1), record("K\u0456m", 2.0, 2.1), record("x", 3, 4)])
    assert [place.alike for place in both] == [True, True, False]


def test_what_was_not_measured_is_not_ranked() -> None:
    """A stopped program has no ratio, an undecided one no verdict."""
    stopped = record("stopped", 100.0, None)
    odd = record("odd", 0.01, 0.02, speed=Speed.REVIEW)
    assert ranks(stopped, odd) == []
