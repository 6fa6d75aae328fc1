"""Points and counts."""

from __future__ import annotations

from typing import Any

import pytest

from grader.records import Outcome
from grader.reports.points import (
    bar,
    count_of_checks,
    hidden_checks,
    passed_of,
    shown_points,
    worth,
)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (3.0, "3"),
        (2.5, "2.5"),
        (100.0, "100"),
        (0.1 + 0.2, "0.3"),
        (2 / 3, "0.67"),
        (-0.0, "0"),
        (-0.001, "0"),
    ],
)
def test_shown_points(points: float, expected: str) -> None:
    """As few decimals as it takes, at most two."""
    assert shown_points(points) == expected


@pytest.mark.parametrize(
    ("part", "filled"), [(0, 0), (0.01, 1), (5, 5), (9.99, 9), (10, 10), (0.7 + 0.1 + 9.2, 10)]
)
def test_a_bar_is_full_only_when_all_is_earned(make: Any, part: float, filled: int) -> None:
    """And it is empty only when nothing is."""
    assert bar(make.page(), part, 10, 10).plain == "━" * filled + "·" * (10 - filled)


def test_a_bar_of_nothing_is_empty(make: Any) -> None:
    """An exercise without points does not divide by zero."""
    assert bar(make.page(), 0, 0, 4).plain == "····"


def test_one_and_many(make: Any) -> None:
    """English says one point and two points."""
    assert [worth(make.page(), n) for n in (1.0, 2.5)] == ["1 point", "2.5 points"]
    assert [count_of_checks(make.page(), n) for n in (1, 2)] == ["1 check", "2 checks"]
    assert hidden_checks(make.page(), 1, 2) == "1 hidden check (2 points) runs after you submit."
    assert (
        hidden_checks(make.page(), 12, 20) == "12 hidden checks (20 points) run after you submit."
    )


def test_what_could_not_run_counts_for_nothing(make: Any) -> None:
    """Neither among the passed ones nor among all."""
    checks = [make.check("a"), make.check("b", Outcome.FAILED), make.check("c", Outcome.SKIPPED)]
    assert passed_of(checks) == (1, 2)
