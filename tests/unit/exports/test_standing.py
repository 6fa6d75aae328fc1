"""Where each student stands."""

from __future__ import annotations

import pytest

from grader.answers.rubric import Rubric, RubricItem
from grader.exports.standing import points_of, standings
from grader.ledger import Entry
from tests.verdicts import broken, essay, fault, graded, mark, record, rejected

RUBRIC = Rubric(
    "why-not",
    (RubricItem("names-it", 1.5, "names it", "이름"), RubricItem("why", 0.5, "why", "까닭")),
)


def stands(*entries: Entry, marks: tuple = (), students: tuple[str, ...] = ()):
    return standings(
        entries, marks, rubrics=(RUBRIC,), counting=lambda versions: versions[-1], students=students
    )


def test_one_line_a_student() -> None:
    """Those of the roster too; in the order of their ids."""
    found = stands(graded("b"), rejected("a"), fault("c"), students=("d", "b"))
    assert [(each.student, each.status) for each in found] == [
        ("a", "rejected"),
        ("b", "graded"),
        ("c", "fault"),
        ("d", "missing"),
    ]
    assert [each.total for each in found] == [None, 2.0, None, None]
    assert [each.versions for each in found] == [1, 1, 1, 0]


def test_a_regrade_stands_in_place_of_what_it_regraded() -> None:
    """Of one submission the newest entry, of several the one that counts."""
    (found,) = stands(
        graded(), graded(checks_sha256="x", record=record(score=3.0)), graded(submission_sha256="y")
    )
    assert found.versions == 2
    assert found.entry.key.submission_sha256 == "y"
    (found,) = stands(graded(), graded(checks_sha256="x", record=record(score=3.0)))
    assert found.score == 3.0


def test_lateness_is_exact() -> None:
    """Decimals, not powers of two."""
    (found,) = stands(graded(record=record(score=2.3), lateness_factor=0.7, late_by_s=1.0))
    assert (found.score, found.adjusted, found.total) == (2.3, 1.61, 1.61)


def test_an_essay_waits_until_a_person_decides() -> None:
    """No total before; an essay without an answer waits for nobody."""
    entry = graded(record=record(essays=(essay(), essay("other", answered=False))))
    (found,) = stands(entry)
    assert (found.waiting, found.total) == (2.0, None)
    (found,) = stands(entry, marks=(mark("2023000001", "names-it"),))
    assert (found.waiting, found.marked, found.total) == (0.0, 1.5, 3.5)


def test_the_newest_decision_counts() -> None:
    """Taken back it is as if nobody had decided; on another version it says nothing."""
    entry = graded(record=record(essays=(essay(),)))
    first, second = mark("2023000001", "why"), mark("2023000001", "names-it", adjustment=-0.5)
    assert stands(entry, marks=(first, second))[0].marks == {"why-not": 1.0}
    withdrawn = mark("2023000001", withdrawn=True)
    assert stands(entry, marks=(first, withdrawn))[0].total is None
    elsewhere = mark("2023000001", "why", submission_sha256="z")
    assert stands(entry, marks=(elsewhere,))[0].waiting == 2.0


@pytest.mark.parametrize("question", ["double::test_values", "double"])
def test_our_fault_leaves_the_total_open(question: str) -> None:
    """Its points wait for us, or for a person who decides in our place."""
    entry = broken("2023000001", score=1.0)
    (found,) = stands(entry)
    assert (found.status, found.score, found.waiting, found.total) == ("fault", 1.0, 2.0, None)
    (found,) = stands(entry, marks=(mark(question=question, adjustment=2.5),))
    assert (found.waiting, found.total) == (0.0, 2.5)


@pytest.mark.parametrize(("adjustment", "expected"), [(0.0, 1.5), (9.0, 2.0), (-9.0, 0.0)])
def test_points_stay_within_their_worth(adjustment: float, expected: float) -> None:
    """An adjustment moves them no further."""
    assert points_of(mark("s", "names-it", adjustment=adjustment), RUBRIC) == expected


def test_a_lost_item_makes_the_answer_wait_again() -> None:
    """A rubric that changed does not change what people gave in silence."""
    entry = graded(record=record(essays=(essay(),)))
    assert points_of(mark("s", "gone"), RUBRIC) is None
    (found,) = stands(entry, marks=(mark("2023000001", "gone"),))
    assert (found.waiting, found.total) == (2.0, None)


def test_a_fault_takes_no_verdict_away() -> None:
    """A regrade on which we failed leaves what was there; the newest fault shows where none is."""
    (found,) = stands(graded(), fault(checks_sha256="x"))
    assert found.entry == graded()
    (found,) = stands(fault(), fault(minute=1))
    assert found.entry == fault(minute=1)


def test_tries_are_counted_by_version() -> None:
    """One that was graded again is one; a check that passed was tried without need of a hint."""
    versions = (graded(), graded(checks_sha256="x"), graded(submission_sha256="b"))
    right = graded(submission_sha256="c", record=record(score=3.0))
    (found,) = stands(*versions, right)
    assert found.tries == {"double::test_values": 2}


def test_a_person_corrects_a_check() -> None:
    """Their points take the place of ours, and are late as ours are; extra credit is added."""
    corrected = mark(question="double::test_values", adjustment=3.0)
    extra = mark(question="double::test_values::extra_credit", adjustment=0.5)
    entry = graded(record=record(score=2.0), lateness_factor=0.5, late_by_s=1.0)
    (found,) = stands(entry, marks=(corrected, extra))
    assert (found.score, found.adjusted, found.marked, found.total) == (3.0, 1.5, 0.5, 2.0)


def test_a_person_corrects_a_whole_exercise() -> None:
    """Where a gradebook has one cell for all its checks."""
    (found,) = stands(graded(), marks=(mark(question="double", adjustment=0.0),))
    assert (found.score, found.total) == (0.0, 0.0)
