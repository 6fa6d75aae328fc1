"""What is said when a batch has ended."""

from __future__ import annotations

import io
from pathlib import Path

from grader.batch.summary import print_summary
from grader.batch.tally import Tally
from grader.ledger import Entry, Status
from grader.reports import make_console
from grader.roster import Discovery, Found, Left, Student
from grader.text import Text
from tests.verdicts import START, fault, graded, key

HOSTILE = "evil\x1b[2J\u202e"


def said(tally: Tally) -> str:
    file = io.StringIO()
    print_summary(tally, "en", make_console(file))
    return " ".join(file.getvalue().split())


def test_everything_is_named_and_counted() -> None:
    """Faults with their reason, things that are nobody's, who is missing, and the sum."""
    found = (Found("a", Path("a")), Found("b", Path("b")))
    left = Left(Path("readme.txt"), None, Text.same("Whose is it?"))
    tally = Tally(Discovery(found, (Student("c"),), (left,), ()))
    tally.note(graded("a"), new=True)
    tally.note(fault("b"), new=True)
    text = said(tally)
    assert "b The worker's machine was lost." in text
    assert "readme.txt Whose is it?" in text
    assert "Nothing was handed in by: c" in text
    assert "roster 3 = graded 1 + rejected 0 + missing 1 + grader faults 1" in text


def test_hostile_names_are_inert() -> None:
    """Neither an id nor a reason reaches the terminal as it is."""
    entry = Entry(
        key=key(HOSTILE),
        status=Status.REJECTED,
        batch="b",
        recorded_at=START,
        reason=Text.same(HOSTILE),
    )
    tally = Tally(Discovery((Found(HOSTILE, Path("a")),), (Student(HOSTILE + "2"),), (), ()))
    tally.note(entry, new=True)
    text = said(tally)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert r"\x1b[2J" in text


def test_who_handed_in_twice_and_whose_lateness_moved() -> None:
    """Submissions and students add up; an extension that is no longer given is told."""
    tally = Tally(Discovery((Found("a", Path("a")), Found("a", Path("b"))), (), (), ()))
    late = graded("a", received_at=START, late_by_s=9.0, lateness_factor=0.7)
    tally.compare(graded("a", received_at=START), late)
    for entry in (graded("a"), late):
        tally.note(entry, new=True)
    text = said(tally)
    assert "Handed in more than once: a" in text
    assert "2 submissions of 1 students: 2 now, 0 before." in text
    assert "a by other receipts or extensions, 70% of the score count, 100% before" in text
    assert "1 of them had a verdict, which stays in the history." in text
    assert "receipt," not in text


def test_who_counts_as_in_time_for_want_of_a_receipt() -> None:
    """By name; where nobody has a receipt, as one sentence that says what to do."""
    tally = Tally(
        Discovery((Found("a", Path("a")), Found("b", Path("b"))), (), (), ()), has_deadline=True
    )
    tally.note(graded("a"), new=True)
    assert "no receipt of anybody: all count as in time. Give the receipts" in said(tally)
    tally.note(graded("b", received_at=START), new=True)
    assert "Without a receipt, so in time: a" in said(tally)
