"""Checks that ended alike."""

from __future__ import annotations

from typing import Any

from grader.records import CheckResult, Diagnosis, Location, Outcome
from grader.reports.grouping import groups
from grader.text import Text

HERE, THERE = Location("im2col.py", 3, "a"), Location("im2col.py", 9, "b")
SAME = Text.same("TypeError")


def sizes(checks: list[CheckResult]) -> list[int]:
    """How many checks each group has."""
    return [len(group.checks) for group in groups(checks)]


def test_one_crash_seen_by_many_checks_is_one_group(make: Any) -> None:
    """The same message at the same line is told once, where it came first."""
    crash = {"outcome": Outcome.CRASHED, "message": SAME, "location": HERE}
    checks = [make.check("a"), make.check("b", **crash), make.check("c"), make.check("d", **crash)]
    assert sizes(checks) == [1, 2, 1]


def test_another_line_is_another_group(make: Any) -> None:
    """The same message from two places is two mistakes."""
    crash = {"outcome": Outcome.CRASHED, "message": SAME}
    assert sizes(
        [make.check("a", **crash, location=HERE), make.check("b", **crash, location=THERE)]
    ) == [
        1,
        1,
    ]


def test_stubs_are_one_group_wherever_they_are(make: Any) -> None:
    """Several functions that are not written yet are one fact; then no single line is shown."""
    stub = {"outcome": Outcome.NOT_ATTEMPTED, "message": SAME}
    [group] = groups(
        [make.check("a", **stub, location=HERE), make.check("b", **stub, location=THERE)]
    )
    assert group.location is None
    [alone] = groups(
        [make.check("a", **stub, location=HERE), make.check("b", **stub, location=HERE)]
    )
    assert alone.location == HERE


def test_passed_checks_are_never_grouped(make: Any) -> None:
    """Each has a line of its own."""
    assert sizes([make.check("a"), make.check("b")]) == [1, 1]


def test_wrong_answers_with_other_hints_stay_apart(make: Any) -> None:
    """One sentence can be about two mistakes; each keeps its own hint and title."""
    checks = [
        make.check(name, Outcome.FAILED, message=SAME, hint=Text.same(name)) for name in "abcdefgh"
    ]
    assert sizes(checks) == [1] * 8
    assert not any(group.collapsed for group in groups(checks))


def test_without_a_message_nothing_is_the_same(make: Any) -> None:
    """Two checks that say nothing have nothing in common."""
    assert sizes([make.check("a", Outcome.CRASHED), make.check("b", Outcome.CRASHED)]) == [1, 1]


def test_many_collapse_and_few_do_not(make: Any) -> None:
    """Up to four titles are listed; five, or the whole exercise, become a number."""
    stub = {"outcome": Outcome.NOT_ATTEMPTED, "message": SAME}
    four = [make.check(str(n), **stub) for n in range(4)]
    assert not groups([make.check("passed"), *four])[1].collapsed
    assert groups([make.check("passed"), *four, make.check("5", **stub)])[1].collapsed
    assert groups(four)[0].collapsed
    assert not groups(four[:1])[0].collapsed


def test_a_cause_is_told_once(make: Any) -> None:
    """The second group with the same misconception knows that it was told."""
    cause = Diagnosis("forgets_stride", Text.same("why"))
    wrong = [
        make.check(n, Outcome.FAILED, message=Text.same(n), diagnosis=cause) for n in ("a", "b")
    ]
    assert [group.cause_is_known for group in groups(wrong)] == [False, True]


def test_an_exercise_that_nobody_began_is_told_in_numbers(make: Any) -> None:
    """What waits for what is of no use before anything is written."""
    stub = {"outcome": Outcome.NOT_ATTEMPTED, "message": SAME}
    waiting = [
        make.check(name, Outcome.BLOCKED, message=Text.same(f"Waits for {name}")) for name in "ab"
    ]
    stubs, blocked = groups([make.check("c", **stub), make.check("d", **stub), *waiting])
    assert (len(stubs.checks), len(blocked.checks)) == (2, 2)
    assert stubs.collapsed
    assert blocked.collapsed
    assert blocked.message is None
    begun = groups([make.check("e"), make.check("c", **stub), *waiting])
    assert [len(group.checks) for group in begun] == [1, 1, 1, 1]
