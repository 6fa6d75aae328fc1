"""A class with a deadline, graded more than once."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import UsageError
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


def extensions(school: School) -> Path:
    return school.course.write("extensions.csv", "id,extra hours\ns1,48\n")


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


def test_an_extension_that_comes_and_goes_is_told(late: School) -> None:
    """The same command without `--extensions` takes it back, and the summary can say so."""
    both = {"received": received(late), "extensions": extensions(late)}
    for more, moved in ((both, (0.9, 1.0)), ({"received": both["received"]}, (1.0, 0.9))):
        tally = late.grade(**more)
        ((before, after),) = tally.moved
        assert (before.lateness_factor, after.lateness_factor) == moved
        assert not tally.undated


def test_an_extension_without_receipts_is_refused(late: School) -> None:
    """It would change nothing, and nobody would notice."""
    with pytest.raises(UsageError, match="--extensions needs --received"):
        late.grade(extensions=extensions(late))


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
