"""What a race is told as: the naive program beside it, the machine's limit, and what to try next.

Nothing here decides anything.
"""

from __future__ import annotations

import math
import secrets
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from numpy.random import default_rng

from grader.errors import GraderFault, WorkerError
from grader.records import Timing
from grader.text import Text, say
from grader.timing.device import Chain, Device, Program, TooSlow
from grader.timing.problem import Draw
from grader.timing.protocol import Entrants
from grader.timing.statistics import median_of
from grader.timing.verdict import Measured

_REPEATS: Final = 3
_PATIENT: Final = 11  # repeats for an author, who waits longer
_NAIVE_CALLS: Final = 1  # in a chain: it takes as long as a hundred of the reference's
_LIMIT_S: Final = 20.0
_MOST_IN_LOOPS: Final = 0.5  # share of the time that stays when the arithmetic goes
_BEYOND_REFERENCE: Final = 0.75  # of its time
_DIGITS: Final = 3  # significant ones; a clock gives no more


@dataclass(frozen=True)
class Story:
    """One race, ready to be told for each threshold."""

    device: Device
    measured: Measured
    naive_ratio: float | None
    try_next: Text | None

    def timing(self, threshold: float, nickname: str = "") -> Timing:
        """What the record keeps of one check."""
        measured, roof = self.measured, self.device.roof()
        speed = measured.speed(threshold)
        if speed is None:
            raise ValueError(f"got threshold {threshold}, expected one that the race was run for")
        ratio = measured.ratio
        return Timing(
            device=self.device.name,
            ratio=_rounded(ratio.middle),
            low=_rounded(ratio.low),
            high=None if math.isinf(ratio.high) else _rounded(ratio.high),
            threshold=threshold,
            speed=speed,
            blocks=measured.blocks,
            reference_s=_rounded(measured.reference_s),
            naive_ratio=self.naive_ratio,
            roof_ratio=_rounded(measured.floor_s / measured.reference_s) if roof else None,
            roof_flops_per_s=_rounded(roof.flops_per_s) if roof else None,
            roof_bytes_per_s=_rounded(roof.bytes_per_s) if roof else None,
            roof_by=roof.by if roof else "",
            try_next=self.try_next,
            nickname=nickname,
        )


def story_of(
    device: Device, entrants: Entrants, naive: Program | None, measured: Measured
) -> Story:
    """Run, once the race is decided, what it takes to tell it."""
    naive_s = _call_s(device, naive, entrants.problem.draw, _NAIVE_CALLS) if naive else None
    naive_ratio = _rounded(naive_s / measured.reference_s) if naive_s else None
    return Story(device, measured, naive_ratio, _try_next(device, entrants, measured))


def request_share(device: Device, entrants: Entrants) -> float:
    """What the request itself costs, as a part of the reference's time.

    Measured with a program that returns its argument; for authors, who choose a chain's length.
    """
    problem, reference = entrants.problem, entrants.reference
    source = f"def {problem.function}(x, *rest):\n    return x\n"
    echo = Program(reference.module, problem.function, {reference.module: source})
    both = [
        _laps(device, each, problem.draw, problem.times, _PATIENT) for each in (echo, reference)
    ]
    if not all(both):
        raise GraderFault(say("The reference could not be timed: {error}", error=problem.function))
    echo_s, reference_s = map(min, both)  # what a busy machine adds is no part of either
    return echo_s / reference_s


def _try_next(device: Device, entrants: Entrants, measured: Measured) -> Text:
    """Advice from what remains of the student's time when there is next to no arithmetic."""
    problem, remains = entrants.problem, 1.0
    if not measured.stopped:
        slim_s = _call_s(device, entrants.student, problem.slim, problem.times)
        remains = slim_s / measured.student_s if slim_s else 1.0
    if remains > _MOST_IN_LOOPS:
        return say(
            "Most of your time does not go into arithmetic: it stays when there is next to none. "
            "It goes into Python itself. Let numpy do in one call what a loop does step by step."
        )
    if measured.ratio.middle > _BEYOND_REFERENCE:
        return say(
            "Your time grows with the data, as it should. Most of it goes into copying numbers to "
            "where they are multiplied. Copy long rows that lie next to each other in memory, keep "
            "everything float32, and make no copy twice."
        )
    return say(
        "You are ahead of the reference solution. What is left to gain lies between copying and "
        "multiplying: smaller pieces that stay in the processor's cache."
    )


def _call_s(device: Device, program: Program, draw: Draw, times: int) -> float | None:
    """The median time of a call; None where the program does not get to the end of a chain."""
    laps = _laps(device, program, draw, times)
    return median_of(laps) / times if laps else None


def _laps(
    device: Device, program: Program, draw: Draw, times: int, repeats: int = _REPEATS
) -> list[float]:
    """Times of a few chains; none where the program does not get to the end of one."""
    rng = default_rng(secrets.randbits(128))
    try:
        with closing(device.start(program)) as arm:
            laps = [arm.run(Chain(draw(rng), times), _LIMIT_S) for _ in range(repeats)]
    except (WorkerError, TooSlow):
        return []
    return [lap.charged_s for lap in laps]


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
