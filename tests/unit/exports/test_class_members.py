"""Standings become the members of a class report."""

from __future__ import annotations

from grader.exports.class_members import members
from grader.exports.standing import Standing
from grader.reports.class_report import Ended
from tests.verdicts import essay, graded, record, rejected


def test_each_status() -> None:
    """Who handed in nothing, was rejected, or graded late with an essay marked by a person."""
    late = graded(record=record(score=2.0, essays=(essay(),)), lateness_factor=0.5)
    made = members(
        [
            Standing("1", None, 0, {}),
            Standing("2", rejected(), 1, {}),
            Standing("3", late, 1, {"why-not": 1.5}),
        ]
    )
    assert [member.ended for member in made] == [Ended.MISSING, Ended.REJECTED, Ended.GRADED]
    assert made[1].reason is not None
    assert (made[2].earned, made[2].decided, made[2].is_late) == (2.5, 5.0, True)
