"""The table [deadline]: as it is written, and what is wrong with it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from grader.assignment import find
from grader.errors import AssignmentError
from grader.lateness import Counts, Deadline

KOREA = timezone(timedelta(hours=9))
DUE = datetime(2026, 11, 20, 23, 59, tzinfo=KOREA)
WRITTEN = "due = 2026-11-20T23:59:00+09:00"


def written(course: Any, table: str) -> Deadline | None:
    path = course.assignment / "assignment.toml"
    path.write_text(f"{path.read_text('utf-8')}\n[deadline]\n{table}\n", "utf-8")
    return find("hw1", course.root).deadline


def test_the_default(course: Any) -> None:
    """Without a table nothing is ever late."""
    assert find("hw1", course.root).deadline is None


def test_as_it_is_written(course: Any) -> None:
    """Each field, and the defaults of a table with `due` alone."""
    costs = "grace_min = 10\npenalty_per_day = 12.1"
    full = f'{WRITTEN}\n{costs}\nlatest = 2026-11-27T23:59:00+09:00\ncounts = "best"'
    assert written(course, full) == Deadline(
        due=DUE,
        grace_min=10,
        penalty_per_day=Decimal("12.1"),
        latest=DUE + timedelta(days=7),
        counts=Counts.BEST,
    )


def test_only_due(course: Any) -> None:
    """Lateness costs nothing, and the last attempt counts."""
    assert written(course, WRITTEN) == Deadline(due=DUE)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("due = 2026-11-20T23:59:00", "deadline.due is 2026-11-20T23:59:00, expected a time with"),
        (f"{WRITTEN}\nlatest = 2026-11-27T23:59:00", "deadline.latest is 2026-11-27T23:59:00, ex"),
        (f"{WRITTEN}\nlatest = 2026-11-20T23:00:00+09:00", "expected 2026-11-20T23:59:00+09:00 or"),
        (
            f"{WRITTEN}\ngrace_min = 60\nlatest = 2026-11-21T00:30:00+09:00",
            "expected 2026-11-21T00:59:00+09:00 or later",
        ),
        ("due = 0001-01-01T00:00:00+09:00", "due is 0001-01-01T00:00:00+09:00, expected a year fr"),
        (f"{WRITTEN}\nlatest = 9999-12-31T23:00:00-12:00", "expected a year from 1970 to 8999"),
        (f"{WRITTEN}\ngrace_min = -1", "deadline.grace_min is -1, expected minutes from 0"),
        (f"{WRITTEN}\npenalty_per_day = 101", "penalty_per_day is 101, expected per cent"),
        (f"{WRITTEN}\npenalty_per_day = []", "penalty_per_day is [], expected per cent"),
        (f"{WRITTEN}\npenalty_per_day = [10, -1]", "is 10, -1, expected per cent"),
        (f"{WRITTEN}\npenalty_per_day = [30, 10]", "is 30, 10, expected steps that do not fall"),
        (f"{WRITTEN}\npenalty_per_day = nan", "expected per cent"),
        (f'{WRITTEN}\nzone = "Korea Time"', "zone is Korea Time, expected a name such as Asia/"),
        (f'{WRITTEN}\nzone = "../etc"', "zone is ../etc, expected a name such as Asia/Seoul"),
    ],
)
def test_what_cannot_be_meant(course: Any, table: str, said: str) -> None:
    """It is refused with its file, line and field, and what was expected."""
    with pytest.raises(AssignmentError) as refused:
        written(course, table)
    assert said in refused.value.message.en
    place = str(refused.value).partition(": ")[0]
    line = int(place.rpartition(":")[2])
    content = (course.assignment / "assignment.toml").read_text("utf-8").splitlines()
    assert content[line - 1].partition(" =")[0] in str(refused.value)


@pytest.mark.parametrize(
    ("penalty", "expected"),
    [
        (Decimal(10), [0, 10, 20, 30]),
        (Decimal(40), [0, 40, 80, 100]),
        ((Decimal(10), Decimal(30)), [0, 10, 30, 30]),
        (Decimal(0), [0, 0, 0, 0]),
    ],
)
def test_what_days_cost(penalty: Any, expected: list[int]) -> None:
    """So many per cent a day, or by steps of which the last one stays."""
    deadline = Deadline(due=DUE, penalty_per_day=penalty)
    assert [deadline.percent_lost(days) for days in range(4)] == expected


def test_the_clock_of_receipts(course: Any) -> None:
    """By the zone's name; without one, times without zone stay refused."""
    deadline = written(course, f'{WRITTEN}\nzone = "Asia/Seoul"')
    assert deadline is not None
    assert deadline.clock == ZoneInfo("Asia/Seoul")
    assert Deadline(due=DUE).clock is None


def test_moved() -> None:
    """The last moment moves with the deadline."""
    later = Deadline(due=DUE, latest=DUE + timedelta(days=3)).moved_to(DUE + timedelta(hours=5))
    assert later.due == DUE + timedelta(hours=5)
    assert later.latest == DUE + timedelta(days=3, hours=5)
