"""Sleep is the time in which a worker neither computes nor waits for a core."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from grader.sandbox.vigil import Vigil

Line = dict[str, float] | None


@dataclass
class Worker:
    """What a vigil asks of a process: for how long each thread has stood in line."""

    line: Line = field(default_factory=dict)

    def queued_s(self) -> Line:
        return self.line


def slept_s(*looks: tuple[float, float, Line]) -> float:
    """By a worker of whom each look finds these wall, processor and queueing times."""
    worker = Worker()
    vigil = Vigil(worker)  # type: ignore[arg-type]
    for wall_s, cpu_s, worker.line in looks:
        vigil.look(wall_s, cpu_s)
    return vigil.asleep_s


def one(queued_s: float) -> Line:
    return {"1": queued_s}


def test_what_is_neither_computed_nor_queued_is_slept() -> None:
    """From the first look on."""
    assert slept_s((0.5, 0.1, one(0.2)), (1.5, 0.1, one(0.2))) == 1.0
    assert slept_s((0.5, 0.1, one(0.2)), (1.5, 0.3, one(0.7))) == pytest.approx(0.3)
    assert slept_s((0.5, 0.0, one(0.0))) == 0.0


def test_code_that_computes_does_not_sleep() -> None:
    """Neither alone nor as one of nine on a core, nor in several threads."""
    assert slept_s((1.0, 0.5, one(0.0)), (2.0, 1.5, one(0.0))) == 0.0
    assert slept_s((1.0, 0.1, one(0.9)), (2.0, 0.2, one(1.8)), (3.0, 0.3, one(2.7))) == 0.0
    assert slept_s((1.0, 0.0, {"1": 0.0}), (2.0, 2.0, {"1": 1.0, "2": 2.0})) == 0.0


def test_where_nothing_can_be_told_nothing_is_charged() -> None:
    """While a thread runs, stands in line or waits for a disk, neither before nor after."""
    looks = (1.0, 0.0, None), (2.0, 0.0, one(0.0)), (3.0, 0.0, None), (4.0, 0.0, None)
    assert slept_s(*looks) == 0.0


def test_a_thread_that_has_ended_leaves_it_open() -> None:
    """It may have stood in line all the time, and nobody can say so any more."""
    two = {"1": 0.1, "2": 5.0}
    assert slept_s((1.0, 0.0, two), (2.0, 0.0, one(0.1))) == 0.0
    assert slept_s((1.0, 0.0, two), (2.0, 0.0, one(0.1)), (3.0, 0.0, one(0.1))) == 1.0


def test_an_interruption_begins_anew() -> None:
    """What lies before and after an exchange with us is no sleep of the worker's."""
    vigil = Vigil(Worker())  # type: ignore[arg-type]
    vigil.look(1.0, 0.0)
    vigil.interrupted()
    vigil.look(9.0, 0.0)
    assert vigil.asleep_s == 0.0
    vigil.look(9.5, 0.0)
    assert vigil.asleep_s == 0.5
