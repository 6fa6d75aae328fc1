"""A class is counted once, and the counts add up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.records import Outcome
from grader.reports.class_report import Ended, Member, class_report
from grader.reports.class_report.model import ClassReport, Trouble, Waiting
from grader.reports.class_report.statistics import BINS, spread
from tests.unit.reports.class_report.conftest import REASON


def test_everybody_ended_in_one_way(report: ClassReport) -> None:
    """Graded, rejected, our faults and missing are the class."""
    assert dict(report.ended) == {
        Ended.GRADED: 5,
        Ended.REJECTED: 1,
        Ended.FAULT: 1,
        Ended.MISSING: 1,
    }
    assert sum(count for _, count in report.ended) == report.students == 8
    assert report.late == 1


def test_what_checks_cost(report: ClassReport) -> None:
    """The dearest first; a fault of ours costs nobody anything."""
    assert [(loss.id, loss.students, loss.lost) for loss in report.losses] == [
        ("im2col::test_a", 2, 4.0),
        ("im2col::test_b", 1, 1.0),
    ]
    assert report.losses[0].outcomes == ((Outcome.FAILED, 2),)


def test_a_misconception_is_counted_once_a_student(report: ClassReport) -> None:
    """However many checks it fails."""
    (mistake,) = report.mistakes
    assert (mistake.name, mistake.students) == ("forgets_stride", ("3", "4"))


def test_exercises(report: ClassReport) -> None:
    """What was earned, who solved it, who did not begin."""
    (exercise,) = report.exercises
    assert (exercise.solved, exercise.not_begun) == (2, 0)
    assert exercise.share == pytest.approx(9 / 14)  # of a point nobody decided, by our fault


def test_who_did_not_begin(classroom: Any, make: Any) -> None:
    """Only stubs, or what hangs on them."""
    checks = [make.check("a", Outcome.NOT_ATTEMPTED), make.check("b", Outcome.BLOCKED)]
    report = class_report("x", [classroom.graded("1", *checks)])
    assert (report.exercises[0].not_begun, report.exercises[0].solved) == (1, 0)


def test_what_persons_have_to_do(report: ClassReport) -> None:
    """Answers without a mark, and evidence."""
    assert [(w.students, w.points) for w in report.waiting] == [(1, 1.0)]
    assert [trouble.student for trouble in report.flagged] == ["4"]
    assert "im2col::test_b" in report.flagged[0].reason.en
    assert isinstance(report.waiting[0], Waiting)


def test_rejections_and_our_faults(report: ClassReport) -> None:
    """With their reasons; a single check that we could not grade is a fault too."""
    assert report.rejected == (Trouble("6", REASON),)
    assert [(fault.student, fault.reason.en) for fault in report.faults] == [
        ("7", "No reason was recorded."),
        ("5", "No memory."),
    ]


def test_a_fault_is_told_once(classroom: Any, make: Any) -> None:
    """With the reason that names the check, and as nothing odd that a student did."""
    fault = make.check("b", Outcome.GRADER_FAULT, flag="KeyError: x")
    member = replace(classroom.graded("1", fault), ended=Ended.FAULT, reason=REASON)
    report = class_report("x", [member])
    assert (report.faults, report.flagged) == ((Trouble("1", REASON),), ())


def test_shares(members: list[Member]) -> None:
    """Of what is decided: an essay when a person has graded it, a check unless we failed on it."""
    report = class_report("x", members)
    assert report.spread is not None
    assert report.spread.bins == (1, 0, 0, 1, 0, 0, 0, 0, 1, 2)
    assert [members[n].decided for n in (0, 1, 4)] == [3.0, 4.0, 2.0]


def test_nobody() -> None:
    """Of an empty class there is nothing to say, and nothing breaks."""
    report = class_report("x", [])
    assert report.spread is None
    assert report.exercises == report.losses == report.mistakes == ()


@given(st.lists(st.floats(0, 1.2), min_size=1))
def test_everybody_is_in_one_bin(shares: list[float]) -> None:
    """Full marks and a bonus in the last one."""
    found = spread(shares)
    assert found is not None
    assert sum(found.bins) == len(shares)
    assert found.bins[-1] >= sum(share >= 1 for share in shares)
    assert min(shares) - 1e-9 <= found.mean <= max(shares) + 1e-9


def test_edges() -> None:
    """Tenths that binary fractions miss by a bit are where people expect them."""
    found = spread([0.1 * number for number in range(11)])
    assert found is not None
    assert found.bins == (1,) * (BINS - 1) + (2,)
    assert found.quartiles == pytest.approx((0.25, 0.5, 0.75))
