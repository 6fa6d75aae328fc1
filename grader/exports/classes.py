"""From a ledger to the standings of a class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Final

from grader.answers.rubric import read_rubrics
from grader.assignment import Assignment
from grader.exports.slim import Slimmer
from grader.exports.standing import Standing, standings
from grader.lateness import Attempt, Counts, counting
from grader.ledger import Entry, Ledger, Status
from grader.roster import Student

_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


def class_standings(
    ledger: Ledger, assignment: Assignment, roster: Iterable[Student] = ()
) -> list[Standing]:
    """Where everybody stands who is in the ledger or in `roster`; their entries are slim."""
    path = assignment.solutions and assignment.solutions / "rubric.toml"
    policy = assignment.deadline.counts if assignment.deadline else Counts.LAST
    known = {student.id: student for student in roster}
    found = standings(
        map(Slimmer().slim, ledger.entries(assignment.name)),
        ledger.marks(assignment.name),
        rubrics=read_rubrics(path) if path and path.exists() else (),
        counting=partial(version_that_counts, policy=policy),
        students=known,
    )
    return [_named(standing, known.get(standing.student)) for standing in found]


def in_full(ledger: Ledger, standings: Iterable[Standing]) -> Iterator[Standing]:
    """The same with whole entries, each read when its turn comes: keep none of them."""
    for standing in standings:
        entry = standing.entry
        yield replace(standing, entry=ledger.find(entry.key)) if entry else standing


def _named(standing: Standing, student: Student | None) -> Standing:
    return replace(standing, name=student.name, section=student.section) if student else standing


def version_that_counts(versions: Sequence[Entry], policy: Counts) -> Entry:
    """One of all versions of a student; a rejected one only where nothing else is there.

    Where the best one counts and we failed on one of them, that one stands for all: nobody
    knows yet which is the best.
    """
    taken_in = [entry for entry in versions if entry.status is not Status.REJECTED] or versions
    faults = [entry for entry in taken_in if entry.status is Status.FAULT]
    if policy is Counts.BEST and faults:
        return faults[-1]
    in_order = sorted(taken_in, key=lambda e: (e.received_at or _LONG_AGO, e.recorded_at))
    attempts = [
        Attempt(number, entry.record.score if entry.record else 0.0, entry.lateness_factor)
        for number, entry in enumerate(in_order)
    ]
    return in_order[counting(attempts, policy).number]
