"""Whose score goes to an LMS: what may still change is never written as if it were final."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from grader.assignment import Assignment
from grader.exports.standing import Standing
from grader.ledger import Status


class Score(StrEnum):
    """What the column of the LMS shall hold."""

    TOTAL = "total"  # machine's and persons' points together
    MACHINE = "machine"  # without essays, after lateness


def worth(assignment: Assignment, score: Score) -> float:
    """The most points without a bonus."""
    essays = sum(exercise.essay_points for exercise in assignment.exercises)
    return assignment.points - (essays if score is Score.MACHINE else 0.0)


class Scores(NamedTuple):
    """Of everybody who handed something in."""

    decided: dict[str, float]
    waiting: list[str]  # students of whose work not all is decided
    rejected: list[str]  # whose work could not be taken in

    @property
    def students(self) -> list[str]:
        """All of them."""
        return [*self.decided, *self.waiting, *self.rejected]


def scores_of(standings: Iterable[Standing], score: Score) -> Scores:
    """By student what is decided, and of whom nothing is written, and why."""
    found = Scores({}, [], [])
    for standing in standings:
        if standing.entry is None:
            continue
        number = _number(standing, score)
        if number is not None:
            found.decided[standing.student] = number
        elif standing.entry.status is Status.REJECTED:
            found.rejected.append(standing.student)
        else:
            found.waiting.append(standing.student)
    return found


def _number(standing: Standing, score: Score) -> float | None:
    if score is Score.TOTAL:
        return standing.total
    record = standing.entry.record if standing.entry else None
    return None if record is None or standing.faults else standing.adjusted
