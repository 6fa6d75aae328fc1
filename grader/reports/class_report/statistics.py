"""What a class did, counted: pure functions of its members."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import fsum
from typing import Final

from grader.records import CheckResult, ExerciseResult, Outcome
from grader.reports.class_report.members import Ended, Member
from grader.reports.class_report.model import (
    ClassReport,
    Exercise,
    Loss,
    Mistake,
    Spread,
    Trouble,
    Waiting,
)
from grader.text import Text, say

BINS: Final = 10
_ROUNDING: Final = 1e-9  # a share that is a bin's edge but for the last bit
_COSTS_NOTHING: Final = (Outcome.PASSED, Outcome.SKIPPED, Outcome.GRADER_FAULT)
_UNKNOWN: Final = say("No reason was recorded.")

_Done = tuple[Member, ExerciseResult]


def class_report(assignment: str, members: Sequence[Member]) -> ClassReport:
    """Count everything once."""
    ended = Counter(member.ended for member in members)
    return ClassReport(
        assignment=assignment,
        ended=tuple((each, ended[each]) for each in Ended),
        students=len(members),
        late=sum(member.is_late for member in members),
        spread=spread([share for member in members if (share := member.share) is not None]),
        exercises=tuple(_exercises(members)),
        losses=tuple(_losses(members)),
        mistakes=tuple(_mistakes(members)),
        waiting=tuple(_waiting(members)),
        flagged=tuple(_flagged(members)),
        rejected=tuple(_troubles(members, Ended.REJECTED)),
        faults=(*_troubles(members, Ended.FAULT), *_faulty_checks(members)),
    )


def spread(shares: Sequence[float]) -> Spread | None:
    """None of nothing."""
    if not shares:
        return None
    bins = Counter(min(max(int(share * BINS + _ROUNDING), 0), BINS - 1) for share in shares)
    few = statistics.quantiles(shares, method="inclusive") if len(shares) > 1 else [*shares] * 3
    return Spread(
        tuple(bins[number] for number in range(BINS)),
        fsum(shares) / len(shares),
        (few[0], few[1], few[2]),
    )


def _done(members: Sequence[Member]) -> Iterator[_Done]:
    """Every exercise that was graded."""
    for member in members:
        for exercise in member.record.exercises if member.record else ():
            yield member, exercise


def _exercises(members: Sequence[Member]) -> Iterator[Exercise]:
    by_name: dict[str, list[ExerciseResult]] = defaultdict(list)
    for _, exercise in _done(members):
        by_name[exercise.name].append(exercise)
    for name, results in by_name.items():
        undecided = fsum(check.undecided for result in results for check in result.checks)
        worth = fsum(result.points for result in results) - undecided
        yield Exercise(
            name=name,
            title=results[-1].title,
            share=fsum(result.score for result in results) / worth if worth else 0.0,
            solved=sum(_is_solved(result) for result in results),
            not_begun=sum(_is_not_begun(result) for result in results),
        )


def _is_solved(result: ExerciseResult) -> bool:
    return all(check.outcome in (Outcome.PASSED, Outcome.SKIPPED) for check in result.checks)


def _is_not_begun(result: ExerciseResult) -> bool:
    begun = {check.outcome for check in result.checks}
    return bool(begun) and begun <= {Outcome.NOT_ATTEMPTED, Outcome.BLOCKED, Outcome.SKIPPED}


def _losses(members: Sequence[Member]) -> list[Loss]:
    by_id: dict[str, list[CheckResult]] = defaultdict(list)
    for _, exercise in _done(members):
        for check in exercise.checks:
            if check.outcome not in _COSTS_NOTHING and check.score < check.points:
                by_id[check.id].append(check)
    found = [
        Loss(
            id=name,
            title=checks[-1].title,
            students=len(checks),
            lost=fsum(check.points - check.score for check in checks),
            outcomes=tuple(Counter(check.outcome for check in checks).most_common()),
        )
        for name, checks in by_id.items()
    ]
    return sorted(found, key=lambda loss: (-loss.lost, loss.id))


def _mistakes(members: Sequence[Member]) -> list[Mistake]:
    """A student who has a misconception in several checks has it once."""
    known: dict[tuple[str, str], tuple[Text, Text]] = {}
    who: dict[tuple[str, str], set[str]] = defaultdict(set)
    for member, exercise in _done(members):
        for check in exercise.checks:
            if check.diagnosis is not None:
                key = exercise.name, check.diagnosis.misconception
                known[key] = exercise.title, check.diagnosis.explanation
                who[key].add(member.student)
    found = [
        Mistake(key[1], *known[key], students=tuple(sorted(students)))
        for key, students in who.items()
    ]
    return sorted(found, key=lambda mistake: (-len(mistake.students), mistake.name))


def _waiting(members: Sequence[Member]) -> list[Waiting]:
    titles: dict[str, Text] = {}
    points: dict[str, list[float]] = defaultdict(list)
    for member, exercise in _done(members):
        for essay in exercise.essays:
            if essay.answered and essay.id not in member.marked:
                titles[essay.id] = essay.title
                points[essay.id].append(essay.points)
    return [Waiting(titles[name], len(each), fsum(each)) for name, each in points.items()]


def _flagged(members: Sequence[Member]) -> Iterator[Trouble]:
    for member, exercise in _done(members):
        checks = (check for check in exercise.checks if check.outcome is not Outcome.GRADER_FAULT)
        flagged = [check for check in checks if check.flag]
        if flagged:
            reason = say(
                "{exercise}: odd behaviour in checks ({count}), such as {check}.",
                exercise=exercise.title,
                count=len(flagged),
                check=flagged[0].id,
            )
            yield Trouble(member.student, reason)


def _troubles(members: Sequence[Member], ended: Ended) -> Iterator[Trouble]:
    for member in members:
        if member.ended is ended:
            yield Trouble(member.student, member.reason or _UNKNOWN)


def _faulty_checks(members: Sequence[Member]) -> Iterator[Trouble]:
    """Those of which no reason speaks."""
    for member, exercise in _done(members):
        for check in exercise.checks if member.ended is not Ended.FAULT else ():
            if check.outcome is Outcome.GRADER_FAULT:
                yield Trouble(member.student, check.message or check.title)
