"""Which attempt counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.lateness import Attempt, Counts, Deadline, counting, late

DUE = datetime(2026, 11, 20, tzinfo=UTC)
DEADLINE = Deadline(due=DUE, penalty_per_day=Decimal(20), latest=DUE + timedelta(days=2))
IN_TIME, ONE_DAY, TOO_LATE = timedelta(0), timedelta(hours=5), timedelta(days=3)


def attempts(*pairs: tuple[float, timedelta]) -> list[Attempt]:
    return [
        Attempt(number, score, float(late(DUE + after, DEADLINE).factor))
        for number, (score, after) in enumerate(pairs, start=1)
    ]


@pytest.mark.parametrize(
    ("pairs", "best", "last"),
    [
        ([(50.0, IN_TIME)], 1, 1),
        ([(50.0, IN_TIME), (60.0, ONE_DAY)], 1, 2),
        ([(50.0, IN_TIME), (90.0, ONE_DAY)], 2, 2),
        ([(50.0, IN_TIME), (50.0, IN_TIME)], 1, 2),
        ([(50.0, IN_TIME), (90.0, TOO_LATE)], 1, 1),
        ([(50.0, TOO_LATE), (90.0, TOO_LATE)], 1, 2),
    ],
)
def test_the_rule(pairs: list[tuple[float, timedelta]], best: int, last: int) -> None:
    """After lateness; what came too late does not stand in the way of an earlier one."""
    assert counting(attempts(*pairs), Counts.BEST).number == best
    assert counting(attempts(*pairs), Counts.LAST).number == last


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.sampled_from((IN_TIME, ONE_DAY, TOO_LATE))), min_size=1
    )
)
def test_the_best_is_never_below_the_last(pairs: list[tuple[float, timedelta]]) -> None:
    """Whatever was handed in when."""
    made = attempts(*pairs)
    assert counting(made, Counts.BEST).counted >= counting(made, Counts.LAST).counted
