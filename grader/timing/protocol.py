"""A race between a student's program and the reference, on any device.

Two programs, three chains a block: the student's, the reference's, the reference's again, in
random order. The reference is measured alone before the student's program exists, so that nobody
gains by slowing it down; and against itself, so that a restless machine is known. Inputs come from
the system's entropy, are sent at "go" and never again; every output is compared.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Final

from numpy.random import Generator, default_rng

from grader.errors import GraderFault, WorkerError
from grader.records import Speed
from grader.text import say
from grader.timing.device import Arm, Chain, Device, Lap, Program, TooSlow
from grader.timing.problem import Problem, WrongOutput, require_right
from grader.timing.statistics import LOOKS, interval, median_of, paired
from grader.timing.verdict import Measured, at_least

_WARM_UPS: Final = 2
_ALONE: Final = 9  # chains of the reference before the student's program is there
_STOP_AT: Final = 2.5  # times the loosest threshold: no noise of a clock reaches so far
_LEAST_LIMIT_S: Final = 2.0  # of one chain; the first one also pays for what is done once
_REFERENCE_LIMIT_S: Final = 30.0  # of one chain; more is our fault
_ATTEMPTS: Final = 2  # a restless machine gets a second one


@dataclass(frozen=True)
class Entrants:
    """Who runs against whom, over what."""

    problem: Problem
    student: Program
    reference: Program


@dataclass(frozen=True)
class _Block:
    student: Lap
    reference: Lap
    again: Lap


def race(device: Device, entrants: Entrants, thresholds: Collection[float]) -> Measured:
    """Run until every threshold is decided, or the last look has been taken.

    `WrongOutput` or a `WorkerError` for what the student's program did; `GraderFault` for what the
    reference did.
    """
    for _ in range(_ATTEMPTS):
        measured = _attempt(device, entrants, thresholds)
        if all(measured.speed(threshold) is not Speed.RETRY for threshold in thresholds):
            break
    return measured


def _attempt(device: Device, entrants: Entrants, thresholds: Collection[float]) -> Measured:
    with ExitStack() as ends:
        reference = ends.enter_context(closing(_Reference(device, entrants)))
        student = ends.enter_context(closing(device.start(entrants.student)))
        limit_s = max(_LEAST_LIMIT_S, _STOP_AT * max(thresholds) * reference.alone_s)
        course = _Course(entrants.problem, student, reference, limit_s)
        floor_s = _floor_s(device, entrants.problem)
        try:
            slowest = course.warm_up()
            if slowest <= _STOP_AT * max(thresholds):
                return course.run(thresholds, floor_s)
        except TooSlow:
            slowest = limit_s / reference.alone_s
        return at_least(slowest, reference.call_s, floor_s)


class _Reference:
    """The reference's arm; whatever it does wrong is our fault."""

    def __init__(self, device: Device, entrants: Entrants) -> None:
        with _blamed_on_us():
            self._arm: Arm = device.start(entrants.reference)
        self._times = entrants.problem.times
        rng = _rng()
        laps = [self.run(entrants.problem.chain(rng)) for _ in range(_WARM_UPS + _ALONE)]
        self.alone_s = median_of([lap.charged_s for lap in laps[_WARM_UPS:]])

    def run(self, chain: Chain) -> Lap:
        with _blamed_on_us():
            return self._arm.run(chain, _REFERENCE_LIMIT_S)

    @property
    def call_s(self) -> float:
        return self.alone_s / self._times

    def close(self) -> None:
        self._arm.close()


class _Course:
    """The blocks of one race."""

    def __init__(
        self, problem: Problem, student: Arm, reference: _Reference, limit_s: float
    ) -> None:
        self._problem, self._student, self._reference = problem, student, reference
        self._limit_s = limit_s
        self._rng = _rng()
        self._blocks: list[_Block] = []

    def warm_up(self) -> float:
        """What is done once is done now; the student's last time over the reference's alone."""
        for _ in range(_WARM_UPS):
            block = self._block()
        return block.student.charged_s / self._reference.alone_s

    def run(self, thresholds: Collection[float], floor_s: float) -> Measured:
        for look in LOOKS:
            self._blocks += [self._block() for _ in range(look - len(self._blocks))]
            measured = self._measured(floor_s)
            if all(measured.speed(threshold) for threshold in thresholds):
                break
        return measured

    def _block(self) -> _Block:
        chain = self._problem.chain(self._rng)
        laps: dict[str, Lap] = {}
        for name in self._rng.permutation(["student", "reference", "again"]):
            if name == "student":
                laps[name] = self._student.run(chain, self._limit_s)
            else:
                laps[name] = self._reference.run(chain)
        expected, tolerance = laps["reference"].output, self._problem.tolerance
        try:
            require_right(laps["again"].output, expected, tolerance)
        except WrongOutput:
            raise GraderFault(say("The reference gave two answers to one question.")) from None
        require_right(laps["student"].output, expected, tolerance)
        return _Block(**laps)

    def _measured(self, floor_s: float) -> Measured:
        blocks, calls = self._blocks, self._problem.times
        reference_s = [lap.charged_s for b in blocks for lap in (b.reference, b.again)]
        charged = [tuple(lap.charged_s for lap in _laps(block)) for block in blocks]
        wall = [tuple(lap.wall_s for lap in _laps(block)) for block in blocks]
        return Measured(
            ratio=interval(paired(*times) for times in charged),
            itself=interval(paired(first, again, again) for _, first, again in charged),
            wall=interval(paired(*times) for times in wall),
            drift=median_of(reference_s) / self._reference.alone_s,
            blocks=len(blocks),
            reference_s=median_of(reference_s) / calls,
            student_s=median_of([block.student.charged_s for block in blocks]) / calls,
            floor_s=floor_s,
        )


def _laps(block: _Block) -> tuple[Lap, Lap, Lap]:
    return block.student, block.reference, block.again


def _floor_s(device: Device, problem: Problem) -> float:
    """The least time of one call that this machine allows; 0 where nobody knows."""
    roof = device.roof()
    return problem.work(problem.draw(_rng())).least_s(roof) if roof else 0.0


def _rng() -> Generator:
    return default_rng(secrets.randbits(128))


@contextmanager
def _blamed_on_us() -> Iterator[None]:
    try:
        yield
    except (WorkerError, TooSlow) as error:
        message = say("The reference could not be timed: {error}", error=error or "TooSlow")
        raise GraderFault(message) from error
