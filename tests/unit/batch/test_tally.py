"""Counts that add up, or an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.batch.tally import Tally
from grader.errors import GraderFault
from grader.ledger import Status
from grader.roster import Discovery, Found, Student
from tests.verdicts import fault, graded, rejected


def tally(*students: str, missing: int = 0) -> Tally:
    found = tuple(Found(student, Path(student)) for student in students)
    absent = tuple(Student(f"absent{number}") for number in range(missing))
    return Tally(Discovery(found, absent, (), ()))


def test_roster_is_the_sum() -> None:
    """Graded, rejected, missing and faults are everybody."""
    counts = tally("a", "b", "c", missing=2)
    counts.note(graded("a"), new=True)
    counts.note(rejected("b"), new=True)
    counts.note(fault("c"), new=False)
    counts.require_sum()
    assert [counts.count(status) for status in Status] == [1, 1, 1]
    assert (counts.roster, counts.new, counts.left) == (5, 2, 0)
    assert [entry.key.student for entry in counts.unsettled] == ["b", "c"]


def test_a_lost_student_is_an_error() -> None:
    """Somebody who ended nowhere is noticed."""
    counts = tally("a", "b")
    counts.note(graded("a"), new=True)
    with pytest.raises(GraderFault, match="1 students are accounted for, expected 2"):
        counts.require_sum()


def test_what_needs_a_person_comes_first() -> None:
    """A student with several attempts counts once: a fault before a grade before a rejection."""
    counts = tally("a", "a", "b", "b")
    for entry in (graded("a"), fault("a"), rejected("b"), graded("b")):
        counts.note(entry, new=True)
    assert (counts.count(Status.FAULT), counts.count(Status.GRADED)) == (1, 1)
    counts.require_sum()
