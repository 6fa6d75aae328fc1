"""A class with a deadline, graded more than once."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.assignment import find
from grader.batch.start import apply_draft, batch_of, draft_class
from grader.errors import UsageError
from grader.exports.classes import class_standings, in_full
from grader.ledger import Ledger
from tests.school import Looking, School

DEADLINE = """
[deadline]
due = 2026-11-20T23:59:00+09:00
penalty_per_day = 10
"""


@pytest.fixture
def late(school: School) -> School:
    """One student, an hour late, graded with the receipts."""
    toml = school.course.assignment / "assignment.toml"
    toml.write_text(toml.read_text("utf-8") + DEADLINE, "utf-8")
    school.hand_in("s1")
    school.enrol("s1")
    school.grade(received=received(school))
    assert factors(school) == [0.9]
    return school


def received(school: School) -> Path:
    return school.course.write("received.csv", "id,received\ns1,2026-11-21T00:59:00+09:00\n")


def extensions(school: School, hours: int = 48) -> Path:
    return school.course.write("extensions.csv", f"id,extra hours\ns1,{hours}\n")


def standing(school: School) -> float:
    """What remains of the score by now, as every export has it."""
    with Ledger.open(school.url) as ledger:
        (found,) = class_standings(ledger, find("hw1"))
        (whole,) = in_full(ledger, [found])
    assert found.entry is not None
    assert whole.entry is not None
    assert whole.entry.lateness_factor == found.entry.lateness_factor
    return found.entry.lateness_factor


def factors(school: School) -> list[float]:
    return [entry.lateness_factor for entry in school.entries()]


def test_what_is_graded_again_without_receipts_stays_late(late: School) -> None:
    """Neither `--force` nor a regrade gives points back because a file was not named."""
    assert not late.grade(force=True).moved
    before, after = late.entries()
    assert before.received_at == after.received_at is not None
    assert (after.late_by_s, after.lateness_factor) == (3600.0, 0.9)
    late.change_checks("quadruple", "points=1", "points=1.0")
    draft = late.draft()
    assert (draft.graded, draft.moves) == (1, [])


def test_an_extension_stays(late: School) -> None:
    """Given once it holds: for a batch with receipts, without, forced, and for a regrade."""
    tally = late.grade(extensions=extensions(late))
    ((before, after),) = tally.moved
    assert (before.lateness_factor, after.lateness_factor) == (0.9, 1.0)
    watch = Looking()
    for more in ({"received": received(late)}, {}, {"force": True}):
        assert not late.grade(watch=watch, **more).moved
    late.change_checks("quadruple", "points=1", "points=1.0")
    assert late.draft().moves == []
    assert set(factors(late)[1:]) == {1.0}
    assert watch.notices.count("More time, as the ledger says: s1 (+48 h).") == 3


def test_an_extension_is_changed_and_taken_back(late: School) -> None:
    """By a file that says so; each change is told and moves whom it concerns."""
    watch = Looking()
    for hours in (48, 24, 0, 0):
        late.grade(watch=watch, extensions=extensions(late, hours))
    assert factors(late) == [0.9, 1.0, 0.9]
    with Ledger.open(late.url) as ledger:
        kept = ledger.extensions.history("hw1")
    assert [each.extension.extra_h for each in kept] == [48, 24, 0]
    told = [each for each in watch.notices if "more time" in each.lower()]
    assert told == [
        "More time, as from now: s1 (+48 h).",
        "More time, as from now: s1 (+24 h).",
        "No more time, as from now: s1.",
    ]


def test_exports_know_of_an_extension_at_once(late: School) -> None:
    """Though the batch that was told of it graded somebody else."""
    (elsewhere := late.place / "others").mkdir()
    late.folder.rename(late.place / "before")
    late.folder = elsewhere
    late.hand_in("s2")
    late.enrol("s1", "s2")
    assert not late.grade(extensions=extensions(late)).moved
    with Ledger.open(late.url) as ledger:
        found = {each.student: each.entry for each in class_standings(ledger, find("hw1"))}
    assert (found["s1"].lateness_factor, found["s2"].lateness_factor) == (1.0, 1.0)
    late.grade(extensions=extensions(late, 0))
    with Ledger.open(late.url) as ledger:
        first, _ = in_full(ledger, class_standings(ledger, find("hw1")))
    assert (first.entry.lateness_factor, first.entry.late_by_s) == (0.9, 3600.0)


def test_a_draft_hands_extensions_on_with_its_verdicts(late: School) -> None:
    """A look at who would move keeps nothing; what is applied is kept with its reason."""
    batch = batch_of(late.asked(extensions=extensions(late)))
    draft = draft_class(batch, late.url, Looking())
    assert [move.factors for move in draft.moves] == [(0.9, 1.0)]
    assert standing(late) == 0.9
    assert apply_draft(draft, batch, late.url, Looking()) == 1
    assert standing(late) == 1.0
    assert factors(late) == [0.9, 1.0]
    assert draft_class(batch, late.url, Looking()).is_empty


def test_a_deadline_that_moved_holds_without_receipts(late: School) -> None:
    """The ledger has them; nobody has to find the file again."""
    toml = late.course.assignment / "assignment.toml"
    toml.write_text(toml.read_text("utf-8").replace("2026-11-20", "2026-11-21"), "utf-8")
    assert len(late.grade().moved) == 1
    assert factors(late) == [0.9, 1.0]


def test_who_has_no_receipt_is_known(late: School) -> None:
    """A receipt that the ledger has counts, given again or not."""
    late.hand_in("s2")
    late.enrol("s1", "s2")
    assert late.grade().undated == {"s2"}


def test_what_was_read_of_the_roster_is_told(late: School) -> None:
    """A wrong column is seen before anybody looks for a student."""
    watch = Looking()
    late.grade(watch=watch)
    assert any("roster.csv: 1 students; columns: id = student id" in each for each in watch.notices)


def test_receipts_without_a_deadline_are_told(school: School) -> None:
    """Whoever names them expects lateness to count."""
    school.hand_in("s1")
    watch = Looking()
    assert not school.grade(watch=watch, received=received(school)).undated
    assert "hw1 has no deadline: nobody is late." in watch.notices


def test_a_mistyped_path_makes_nobody_missing(school: School) -> None:
    """Nothing is graded, and no ledger is made."""
    school.folder.rmdir()
    with pytest.raises(UsageError, match="There is nothing at"):
        school.grade()
    assert not Path(school.url).exists()


def test_the_same_bytes_again_are_as_late_as_the_first(late: School) -> None:
    """Two receipts of one work: the earlier counts, and no run changes what the last one did."""
    late.hand_in("s1_again")
    in_time = "s1,2026-11-20T00:59:00+09:00\n"
    both = late.course.write("both.csv", received(late).read_text("utf-8") + in_time)
    assert late.grade(received=both).new == 1
    assert late.grade(received=both).new == 0
    assert factors(late) == [0.9, 1.0]
