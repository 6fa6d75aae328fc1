"""A class from folders to the ledger, in one process."""

from __future__ import annotations

from functools import partial

import msgspec

from grader.ledger import Key, Ledger, Status
from grader.text import Text
from tests.school import WRONG, Looking, School
from tests.unit.batch.fakes import HereAndNow

UNDER_WAY = "1 are under way in another batch."


def test_everybody_ends_somewhere(school: School) -> None:
    """Graded, rejected and missing students add up to the roster."""
    school.hand_in("s1")
    school.hand_in("s2", double=WRONG)
    (school.folder / "s3").mkdir()
    school.enrol("s1", "s2", "s3", "s4")
    tally = school.grade()
    assert (tally.count(Status.GRADED), tally.count(Status.REJECTED)) == (2, 1)
    assert [student.id for student in tally.discovery.missing] == ["s4"]
    assert tally.roster == 4
    scores = {e.key.student: e.record.score for e in school.entries() if e.record}
    assert scores == {"s1": 3.0, "s2": 1.0}


def test_a_second_run_has_nothing_to_do(school: School, client: HereAndNow) -> None:
    """What has a verdict is not graded again; no lane is even asked."""
    school.hand_in("s1")
    school.grade()
    asked = client.submitted
    tally = school.grade()
    assert client.submitted == asked
    assert (tally.new, tally.ended) == (0, 1)
    assert len(school.entries()) == 1


def test_what_was_handed_in_anew_is_graded(school: School) -> None:
    """A changed submission is a new version; both verdicts stay."""
    school.hand_in("s1", double=WRONG)
    school.hand_in("s2")
    school.grade()
    school.hand_in("s1")
    assert school.grade().new == 1
    assert [e.record.score for e in school.entries("s1") if e.record] == [1.0, 3.0]


def test_only_what_changed_checks_concern_runs_again(school: School, client: HereAndNow) -> None:
    """The other exercise's result is taken over as it is, and the new verdict is complete."""
    school.hand_in("s1")
    school.grade()
    school.change_checks("quadruple", "points=1", "points=1.0")
    school.grade(watch=(watch := Looking()))
    assert watch.entries == [("s1", True)]
    old, new = school.entries()
    assert new.record is not None
    assert old.record is not None
    assert [e.name for e in new.record.exercises] == ["double", "quadruple"]
    assert new.record.exercises[0] == old.record.exercises[0]
    assert client.worked[-1].exercises == ("quadruple",)


def test_force_grades_again_once(school: School) -> None:
    """A forced verdict stands beside the old one, and counts."""
    school.hand_in("s1")
    school.grade()
    assert school.grade(force=True).new == 1
    assert school.grade().new == 0
    assert len(school.entries()) == 2


def test_only_one_exercise(school: School) -> None:
    """What is not asked for waits; a later batch does the rest and keeps the first result."""
    school.hand_in("s1")
    school.grade(only=["double"])
    (first,) = school.entries()
    assert set(first.exercises) == {"double"}
    school.grade()
    assert set(school.entries()[-1].exercises) == {"double", "quadruple"}


def test_checks_that_are_put_back(school: School) -> None:
    """An old version of the checks gives a verdict again, which counts: it is the newest."""
    school.hand_in("s1")
    school.grade()
    school.change_checks("quadruple", "points=1", "points=1.0")
    school.grade()
    school.change_checks("quadruple", "points=1.0", "points=1")
    assert school.grade().new == 1
    assert school.grade().new == 0
    assert len(school.entries()) == 3


def test_the_same_submission_twice(school: School) -> None:
    """One student's attempts with the same bytes have one verdict."""
    school.enrol("s1")
    first = school.hand_in("s1")
    second = school.folder / "late" / "s1"
    second.mkdir(parents=True)
    for file in first.iterdir():
        (second / file.name).write_bytes(file.read_bytes())
    tally = school.grade()
    assert tally.count(Status.GRADED) == 1
    assert len(school.entries()) == 1


class Other(Looking):
    """Another batch, which lets go of a submission when it hears that we wait."""

    def __init__(self, ledger: Ledger, key: Key) -> None:
        super().__init__()
        self._lease = partial(ledger.claim, key, "another batch")
        assert self._lease(600)

    def notice(self, text: Text) -> None:
        super().notice(text)
        if text.en == UNDER_WAY:
            assert self._lease(0)


def test_another_batch_is_waited_for(school: School) -> None:
    """What another batch has under way is taken over when its lease ends."""
    school.hand_in("s1")
    school.grade()
    key = msgspec.structs.replace(school.entries()[0].key, student="s2")
    school.hand_in("s2")
    with Ledger.open(school.url) as ledger:
        watch = Other(ledger, key)
        assert school.grade(watch=watch).new == 1
    assert UNDER_WAY in watch.notices


def test_a_check_that_breaks_is_nobodys_zero(school: School) -> None:
    """It is a fault with its name; the rest is kept, and the next run grades all of it again."""
    school.hand_in("s1")
    broken = "student.double(x), 1 / 0"
    school.change_checks("double", "student.double(x), reference(x)", broken)
    tally = school.grade()
    assert (tally.count(Status.FAULT), tally.new) == (1, 1)
    (entry,) = school.entries()
    assert entry.reason is not None
    assert (
        entry.reason.en == "Not graded: double::test_values (ZeroDivisionError: division by zero)"
    )
    assert entry.record is not None
    (check,) = entry.record.grader_faults
    assert "Traceback" in check.flag
    assert broken in check.flag
    assert [result.score for result in entry.record.exercises] == [1.0, 0.0]
    school.change_checks("double", broken, "student.double(x), reference(x)")
    assert school.grade().count(Status.GRADED) == 1
    assert school.entries()[-1].record.score == 3.0
