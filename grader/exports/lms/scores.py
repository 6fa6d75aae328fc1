"""Whose score goes to an LMS: what may still change is never written as if it were final."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from grader.assignment import Assignment
from grader.exports.standing import Standing


class Score(StrEnum):
    """What the column of the LMS shall hold."""

    TOTAL = "total"  # machine's and persons' points together
    MACHINE = "machine"  # without essays, after lateness


def worth(assignment: Assignment, score: Score) -> float:
    """The most points without a bonus."""
    essays = sum(exercise.essay_points for exercise in assignment.exercises)
    return assignment.points - (essays if score is Score.MACHINE else 0.0)


def scores_of(standings: Iterable[Standing], score: Score) -> tuple[dict[str, float], list[str]]:
    """By student what is decided; and who handed something in of which not all is."""
    handed_in = [standing for standing in standings if standing.entry is not None]
    numbers = {standing.student: _number(standing, score) for standing in handed_in}
    decided = {student: number for student, number in numbers.items() if number is not None}
    return decided, [student for student, number in numbers.items() if number is None]


def _number(standing: Standing, score: Score) -> float | None:
    if score is Score.TOTAL:
        return standing.total
    record = standing.entry.record if standing.entry else None
    return None if record is None or record.grader_faults else standing.adjusted
