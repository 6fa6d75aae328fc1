"""From measurements to a verdict: pass, fail, borderline, retry, review."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from grader.records import Speed
from grader.timing.statistics import LOOKS, Interval

_NARROW: Final = 0.10  # half-width of an interval that is as good as it gets
_EQUAL: Final = (0.98, 1.02)  # the reference against itself: less is what clocks do
_MOST_DRIFT: Final = 1.25  # of the reference, against the time when it was alone
_WALL_AHEAD: Final = 1.25  # wall ratio over the charged one: work, or waiting, elsewhere
_FLOOR_SHARE: Final = 0.5  # of the machine's own limit; below it no honest program can be


@dataclass(frozen=True)
class Measured:
    """What a race has shown so far."""

    ratio: Interval
    itself: Interval  # the reference over itself
    wall: Interval
    drift: float  # the reference's time in the race over its time alone
    blocks: int
    reference_s: float  # a call
    student_s: float
    floor_s: float = 0.0  # the least time that a call can take here
    stopped: bool = False  # it was so slow that nobody waited for its end

    @property
    def decided(self) -> bool:
        """There will be no further look."""
        return self.stopped or self.blocks >= LOOKS[-1]

    def speed(self, threshold: float) -> Speed | None:
        """The verdict for one threshold, or None where a further look may tell."""
        if self.evidence:
            return Speed.REVIEW
        if not self.quiet:
            return Speed.RETRY if self.decided else None
        if self.ratio.high <= threshold:
            return Speed.PASS
        if self.ratio.low > threshold:
            return Speed.FAIL
        if not self.decided:
            return None
        return Speed.BORDERLINE if self.ratio.half_width <= _NARROW else Speed.RETRY

    @property
    def quiet(self) -> bool:
        """The machine treated the same program alike, twice in a block and before the race."""
        low, high = _EQUAL
        alike = self.itself.low <= high and self.itself.high >= low
        return alike and self.drift <= _MOST_DRIFT

    @property
    def evidence(self) -> str:
        """What a person should look at; for teaching assistants, so in English alone."""
        if self.stopped:
            return ""
        if self.wall.low > _WALL_AHEAD * self.ratio.high:
            return f"wall time ratio {self.wall.middle:.2f}, charged {self.ratio.middle:.2f}"
        if self.student_s < _FLOOR_SHARE * self.floor_s:
            return f"a call took {self.student_s:.2g} s, this machine needs {self.floor_s:.2g} s"
        return ""


def at_least(ratio: float, reference_s: float, floor_s: float) -> Measured:
    """Of a program that was stopped when it had taken `ratio` times as long."""
    beyond = Interval(ratio, ratio, math.inf)
    one = Interval(1.0, 1.0, 1.0)
    student_s = ratio * reference_s
    return Measured(beyond, one, beyond, 1.0, 0, reference_s, student_s, floor_s, stopped=True)
