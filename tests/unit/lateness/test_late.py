"""Lateness is counted between instants, exactly, and never helps to be later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.lateness import Deadline, Extension, late

KOREA = timezone(timedelta(hours=9))
DUE = datetime(2026, 11, 20, 23, 59, tzinfo=KOREA)
DEADLINE = Deadline(
    due=DUE, grace_min=10, penalty_per_day=Decimal("12.1"), latest=DUE + timedelta(days=3)
)

moments = st.builds(
    lambda seconds, zone: (DUE + timedelta(seconds=seconds)).astimezone(zone),
    st.floats(-1e6, 4e6),
    st.timezones(),
)
percents = st.decimals(0, 100, places=2)
deadlines = st.builds(
    Deadline,
    due=moments,
    grace_min=st.integers(0, 600),
    penalty_per_day=percents
    | st.lists(percents, min_size=1).map(lambda steps: tuple(sorted(steps))),
)
extensions = st.none() | st.builds(
    Extension, student_id=st.just("1"), extra_h=st.floats(0, 2000, allow_subnormal=False)
)


@pytest.mark.parametrize(
    ("after", "days", "factor"),
    [
        (timedelta(hours=-1), 0, "1"),
        (timedelta(0), 0, "1"),
        (timedelta(minutes=10), 0, "1"),
        (timedelta(minutes=10, seconds=1), 1, "0.879"),
        (timedelta(days=1), 1, "0.879"),
        (timedelta(days=1, microseconds=1), 2, "0.758"),
        (timedelta(days=3), 3, "0.637"),
        (timedelta(days=3, seconds=1), 4, "0"),
    ],
)
def test_the_rule(after: timedelta, days: int, factor: str) -> None:
    """Grace costs nothing, then every day begun since the deadline counts, until the latest."""
    found = late((DUE + after).astimezone(UTC), DEADLINE)
    assert (found.days, found.factor) == (days, Decimal(factor))
    assert found.late_by_s == max(after.total_seconds(), 0.0)


def test_without_a_receipt() -> None:
    """Nobody pays for what we did not keep."""
    found = late(None, DEADLINE)
    assert (found.days, found.factor, found.received_at) == (0, 1, None)


def test_with_an_extension() -> None:
    """The deadline is another one, with the same grace and the same rule after it."""
    received = DUE + timedelta(hours=30)
    assert late(received, DEADLINE).days == 2
    assert late(received, DEADLINE, Extension("1", extra_h=30)).factor == 1
    assert late(received, DEADLINE, Extension("1", due=DUE + timedelta(hours=29))).days == 1
    assert late(DUE + timedelta(days=4), DEADLINE, Extension("1", extra_h=24)).factor > 0


def test_a_day_in_which_clocks_are_changed() -> None:
    """It has 24 hours all the same: what counts is how much time there was."""
    berlin = ZoneInfo("Europe/Berlin")
    due = datetime(2026, 10, 24, 12, tzinfo=berlin)
    deadline = Deadline(due=due, penalty_per_day=Decimal(10), latest=due)
    next_noon = datetime(2026, 10, 25, 12, tzinfo=berlin)  # 25 hours later
    assert late(next_noon, deadline).late_by_s == 25 * 3600
    assert late(next_noon, deadline).days == 2
    assert late(due.replace(day=25, hour=11), deadline).days == 1


def test_decimals_are_exact() -> None:
    """What is lost is what is written, without the rounding of binary fractions."""
    deadline = Deadline(due=DUE, penalty_per_day=Decimal("0.1"))
    assert late(DUE + timedelta(days=3), deadline).factor == Decimal("0.997")


@given(moments, moments, deadlines, extensions, st.none() | st.integers(0, 40))
def test_later_is_never_better(
    one: datetime,
    other: datetime,
    deadline: Deadline,
    extension: Extension | None,
    last_day: int | None,
) -> None:
    """The factor falls with time, lies between 0 and 1, and an extension never lowers it."""
    if last_day is not None:
        end = deadline.end_of_grace + timedelta(days=last_day)
        deadline = Deadline(deadline.due, deadline.grace_min, deadline.penalty_per_day, end)
    earlier, later = sorted((one, other), key=lambda moment: moment.astimezone(UTC))
    factors = [late(moment, deadline, extension).factor for moment in (earlier, later)]
    assert 1 >= factors[0] >= factors[1] >= 0
    assert late(later, deadline).factor <= factors[1]


@given(moments, deadlines, st.timezones())
def test_zones_do_not_matter(moment: datetime, deadline: Deadline, zone: ZoneInfo) -> None:
    """An instant is one wherever it is written down."""
    elsewhere = moment.astimezone(zone)
    here, there = late(moment, deadline), late(elsewhere, deadline)
    assert (here.late_by_s, here.days, here.factor) == (there.late_by_s, there.days, there.factor)
