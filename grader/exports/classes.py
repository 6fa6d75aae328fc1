"""From a ledger to the standings of a class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Final

import msgspec

from grader.answers.rubric import read_rubrics
from grader.assignment import Assignment
from grader.errors import UsageError
from grader.exports.extended import Extended
from grader.exports.slim import Slimmer
from grader.exports.standing import Standing, standings
from grader.lateness import Attempt, Counts, counting
from grader.ledger import Entry, Ledger, Status
from grader.roster import Student
from grader.text import say

_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


def class_standings(
    ledger: Ledger, assignment: Assignment, roster: Iterable[Student] = ()
) -> list[Standing]:
    """Where everybody stands who is in the ledger or in `roster`; their entries are slim.

    `UsageError` where the ledger is of other assignments, or of none and there is no roster.
    """
    path = assignment.solutions and assignment.solutions / "rubric.toml"
    policy = assignment.deadline.counts if assignment.deadline else Counts.LAST
    known = {student.id: student for student in roster}
    slim = map(Slimmer().slim, ledger.entries(assignment.name))
    found = standings(
        map(Extended(ledger, assignment).of, slim),
        ledger.marks(assignment.name),
        rubrics=read_rubrics(path) if path and path.exists() else (),
        counting=partial(version_that_counts, policy=policy),
        students=known,
    )
    if not any(standing.entry for standing in found):
        require_verdicts(ledger, assignment, expected=not found)
    return [_named(standing, known.get(standing.student)) for standing in found]


def require_verdicts(ledger: Ledger, assignment: Assignment, *, expected: bool = True) -> None:
    """`UsageError` unless the ledger has some; an empty one will do if none are `expected`."""
    there = ledger.assignments()
    if assignment.name in there or not (there or expected):
        return
    raise UsageError(
        say(
            "The ledger has no verdict on {name} yet; it has some on: {others}.",
            name=assignment.name,
            others=", ".join(there),
        )
        if there
        else say("The ledger has no verdict on {name} yet.", name=assignment.name)
    )


def in_full(ledger: Ledger, standings: Iterable[Standing]) -> Iterator[Standing]:
    """The same with whole entries, each read when its turn comes: keep none of them."""
    for standing in standings:
        slim = standing.entry
        whole = ledger.find(slim.key) if slim else None
        yield replace(standing, entry=_as_late_as(slim, whole)) if slim and whole else standing


def _named(standing: Standing, student: Student | None) -> Standing:
    return replace(standing, name=student.name, section=student.section) if student else standing


def _as_late_as(slim: Entry, whole: Entry) -> Entry:
    """An extension may have been given since."""
    return msgspec.structs.replace(
        whole, late_by_s=slim.late_by_s, lateness_factor=slim.lateness_factor
    )


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
