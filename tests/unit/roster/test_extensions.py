"""Extensions give more time, to students who are there, in one way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.lateness import Deadline, Extension
from grader.roster import Student, read_extensions

Write = Callable[..., Path]
DEADLINE = Deadline(due=datetime(2026, 11, 20, 15, tzinfo=UTC))


def test_hours_and_deadlines(table: Write, roster: Sequence[Student]) -> None:
    """Each by the roster's spelling of the id."""
    path = table(
        "student,new due,extra hours\n2023123456,,24\n20-99-1,2026-11-21T00:30:00+09:00,\n"
    )
    assert read_extensions(path, DEADLINE, roster) == {
        "2023123456": Extension("2023123456", extra_h=24.0),
        "20-99-1": Extension("20-99-1", due=datetime(2026, 11, 20, 15, 30, tzinfo=UTC)),
    }


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("2023123456,,24\n2023123456,,48", "line 3: 2023123456 is there twice."),
        ("2023999999,,24", "line 2: No student has the id '2023999999'."),
        (",,24", "line 2: No student has the id ''."),
        ("2023123456,,", "line 2: Give one of the two"),
        ("2023123456,2026-11-21T00:00Z,2", "line 2: Give one of the two"),
        ("2023123456,2026-11-21T00:00,", "has no zone"),
        ("2023123456,2026-11-20T00:00Z,", "would have less time than everybody"),
        ("2023123456,,soon", "The extra hours are 'soon', expected a number."),
        ("2023123456,,nan", "The extra hours are 'nan'"),
        ("2023123456,,-1", "The extra hours are '-1'"),
    ],
)
def test_wrong_lines(table: Write, roster: Sequence[Student], rows: str, said: str) -> None:
    """Refused with the line."""
    with pytest.raises(UsageError) as refused:
        read_extensions(table(f"student,due,extra hours\n{rows}"), DEADLINE, roster)
    assert said in refused.value.message.en


def test_without_a_roster(table: Write) -> None:
    """The table's own ids are taken."""
    path = table("학번,추가 시간\nkim,2.5\n")
    assert read_extensions(path, DEADLINE) == {"kim": Extension("kim", extra_h=2.5)}
