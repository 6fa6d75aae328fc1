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
