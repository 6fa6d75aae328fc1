"""A step of the gate: no threshold of time lies where a usual solution does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from grader.assignment import Exercise, reference
from grader.checks.collected import CollectedCheck
from grader.records import CheckResult, Outcome, Speed, Timing
from grader.text import say
from grader.timing.problem import Problem
from grader.verify.findings import Finding
from grader.verify.subject import Subject

KINDS: Final = ("good", "middling", "naive")  # files in solutions/NAME/speeds/EXERCISE
DISTANCE: Final = 1.5  # of each of them from every threshold
MOST_REQUEST: Final = 0.05  # share of the reference's time

_WITHOUT_A_CLOCK: Final = (Outcome.PASSED, Outcome.BLOCKED, Outcome.SKIPPED)


def speeds_are_apart(subject: Subject) -> Iterator[Finding]:
    """Good, middling and naive solutions are right, and far from every threshold.

    Of exercises with a clock; those that this machine cannot time are another one's to prove.
    """
    for exercise in subject.assignment.programs:
        timed = [c for c in subject.lane.session.checks().get(exercise.name, ()) if _is_timed(c)]
        if timed and not exercise.bonus:
            yield Finding(exercise.name, say("Time a bonus only: doubt takes no points."))
        if not timed or not _can_be_timed(subject, exercise):
            continue
        for kind in KINDS:
            yield from _apart(subject, exercise, kind)
        for problem in _problems(timed):
            yield from _cheap_request(subject, exercise, problem)


def _can_be_timed(subject: Subject, exercise: Exercise) -> bool:
    checks = subject.lane.grade_exercise(exercise, subject.submission()).checks
    return any(check.timing for check in checks)


def _is_timed(check: CollectedCheck) -> bool:
    return "timed" in check.items[0].fixturenames


def _problems(checks: Iterable[CollectedCheck]) -> list[Problem]:
    """What the file of the checks defines to be timed."""
    found = (v for check in checks for v in vars(check.module).values() if isinstance(v, Problem))
    return list({id(problem): problem for problem in found}.values())


def _apart(subject: Subject, exercise: Exercise, kind: str) -> Iterator[Finding]:
    path = subject.solutions / "speeds" / exercise.name / f"{kind}.py"
    where = f"{exercise.name}: {path.name}"
    if not path.is_file():
        yield Finding(
            where, say("There is no {kind} solution to measure thresholds by.", kind=kind)
        )
        return
    source = reference.flatten(path.read_text("utf-8"), subject.assignment.name)
    submission = subject.submission(**{exercise.module: source})
    for check in subject.lane.grade_exercise(exercise, submission).checks:
        yield from _judged(where, check)


def _judged(where: str, check: CheckResult) -> Iterator[Finding]:
    timing = check.timing
    if timing is None or timing.speed in (Speed.RETRY, Speed.REVIEW):
        if timing or check.outcome not in _WITHOUT_A_CLOCK:
            why = check.message.en if check.message else check.outcome.value
            yield Finding(where, say("{check}: {why}", check=check.id, why=why))
    elif (distance := distance_of(timing)) < DISTANCE:
        yield Finding(
            where,
            say(
                "{check}: its ratio of {ratio} is {distance} times away from the threshold "
                "{threshold}, expected at least {expected}.",
                check=check.id,
                ratio=timing.ratio,
                distance=f"{distance:.2f}",
                threshold=timing.threshold,
                expected=DISTANCE,
            ),
        )


def distance_of(timing: Timing) -> float:
    """The factor between the ratio and the threshold."""
    return max(timing.ratio / timing.threshold, timing.threshold / timing.ratio)


def _cheap_request(subject: Subject, exercise: Exercise, problem: Problem) -> Iterator[Finding]:
    share = subject.lane.request_share(exercise, subject.submission(), problem)
    if share > MOST_REQUEST:
        yield Finding(
            f"{exercise.name}: {problem.function}",
            say(
                "A request takes {got} of the reference's time, expected at most {expected}. "
                "Make the chain longer.",
                got=f"{share:.1%}",
                expected=f"{MOST_REQUEST:.0%}",
            ),
        )
