"""Receipts belong to students and their attempts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from grader.errors import UsageError
from grader.roster import Receipts, Student, read_receipts

Write = Callable[..., Path]


def at(hour: int) -> datetime:
    return datetime(2026, 11, 20, hour, tzinfo=UTC)


def lines(*pairs: tuple[str, int]) -> str:
    return "\n".join(f"{who},{at(hour).isoformat()}" for who, hour in pairs)


def test_attempts_are_matched_from_the_last(table: Write) -> None:
    """A system that keeps one time keeps that of the last attempt."""
    receipts = read_receipts(table(f"student id,received\n{lines(('1', 9), ('2', 8), ('1', 7))}"))
    assert receipts.of("1", 1) == [at(9)]
    assert receipts.of("1", 2) == [at(7), at(9)]
    assert receipts.of("2", 3) == [None, None, at(8)]
    assert receipts.of("3", 1) == [None]


def test_attempts_that_are_numbered(table: Write) -> None:
    """The number wins; of two lines with one number the later."""
    rows = [f"1,{at(hour).isoformat()},{number}" for hour, number in ((9, 1), (5, 2), (6, 2))]
    receipts = read_receipts(table("\n".join(["id,time,attempt", *rows])))
    assert receipts.of("1", 3) == [at(9), at(6), None]


def test_students_by_what_the_system_calls_them(table: Write, roster: Sequence[Student]) -> None:
    """A worksheet of Moodle, by e-mail; who did not hand in has a dash."""
    path = table(
        "Identifier,Email address,Last modified (submission)\n"
        'Participant 9,hong@example.ac.kr,"Friday, 20 November 2026, 11:58 PM"\n'
        "Participant 4711,,-\n"
    )
    receipts = read_receipts(path, roster, ZoneInfo("Asia/Seoul"))
    assert receipts.of("2023123456", 1) == [datetime(2026, 11, 20, 14, 58, tzinfo=UTC)]
    assert receipts.of("2023123458", 1) == [None]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,2026-11-20T10:00,1", "line 2: The time 2026-11-20T10:00 has no zone"),
        ("1,2026-11-20T10:00Z,zero", "line 2: The attempt is 'zero', expected a number"),
        ("1,2026-11-20T10:00Z,0", "line 2: The attempt is '0', expected a number"),
    ],
)
def test_wrong_lines(table: Write, row: str, said: str) -> None:
    """Nothing is guessed about when something came in."""
    with pytest.raises(UsageError) as refused:
        read_receipts(table(f"student id,received,attempt\n{row}"))
    assert said in refused.value.message.en


def test_none() -> None:
    """Without receipts nothing is known."""
    assert Receipts({}).of("1", 2) == [None, None]
