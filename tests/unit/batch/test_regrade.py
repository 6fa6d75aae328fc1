"""Who would move is known before anything is recorded."""

from __future__ import annotations

from grader.batch.book import LedgerBook
from grader.batch.regrade import Why, move_of
from grader.ledger import Entry, Ledger, Spool
from tests.school import WRONG, School
from tests.verdicts import graded, mark, record

EASIER = ("student.double(x), reference(x)", "student.double(x).shape, reference(x).shape")


def apply(school: School, draft: object) -> int:
    with Ledger.open(school.url) as ledger:
        return draft.apply(LedgerBook(ledger, Spool.of(school.url), "regrade"))  # type: ignore[attr-defined]


def test_who_moves_by_how_much_and_why(school: School) -> None:
    """A check that became easier moves those who failed it; only its exercise is named."""
    school.hand_in("right")
    school.hand_in("wrong", double=WRONG)
    school.grade()
    school.change_checks("double", *EASIER)
    school.change_checks(
        "double", "import Text, check, expect_close,", "import expect_equal, Text, check,"
    )
    school.change_checks("double", "expect_close(", "expect_equal(")
    before = school.entries()
    draft = school.draft()
    assert school.entries() == before
    (move,) = draft.moves
    assert (move.student, move.before, move.after) == ("wrong", 1.0, 3.0)
    (change,) = move.changes
    assert (change.name, change.why) == ("double", Why.CHECKS)
    assert change.pass_now == ("double::test_values",)
    assert draft.graded == 2
    assert apply(school, draft) == 2
    assert school.entries()[:2] == before
    assert school.draft().graded == 0


def test_a_persons_mark_stays(school: School) -> None:
    """A regrade adds verdicts; what a person gave is as it was, and belongs to the same answer."""
    school.hand_in("s1", double=WRONG)
    school.grade()
    (entry,) = school.entries()
    given = mark("s1", "one", submission_sha256=entry.key.submission_sha256)
    with Ledger.open(school.url) as ledger:
        ledger.mark(given)
    assert apply(school, school.draft(force=True)) == 1
    with Ledger.open(school.url) as ledger:
        assert ledger.marks("hw1") == [given]
        assert len(list(ledger.entries("hw1"))) == 2


def moved(before: Entry | None, after: Entry) -> tuple[float, list[Why]]:
    move = move_of(before, after)
    return move.by, [change.why for change in move.changes]


def test_reasons() -> None:
    """New, changed checks, another machine, asked for: each has its word."""
    old = graded("s1", record=record("s1", 2.0), exercises={"double": "a"})
    assert moved(None, old) == (2.0, [Why.NEW])
    other = graded("s1", record=record("s1", 3.0), exercises={"double": "b"})
    assert moved(old, other) == (1.0, [Why.CHECKS])
    again = graded("s1", record=record("s1", 3.0), exercises={"double": "a"})
    assert moved(old, again) == (1.0, [Why.ASKED])
    assert moved(old, old) == (0.0, [])
