"""What paired measurements say about a ratio, whatever noise they come with. Pure functions.

A measurement of one block is the logarithm of a ratio. Nothing is assumed of its noise but that
it is as often too large as too small; so an outlier, however wild, counts as one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

LOOKS: Final = (11, 21, 41, 81)  # numbers of blocks after which one may stop
ALPHA: Final = 0.01  # chance that an interval misses the truth at any of the looks
_ALPHA_PER_LOOK: Final = ALPHA / len(LOOKS)


@dataclass(frozen=True)
class Interval:
    """A ratio between its bounds."""

    low: float
    middle: float
    high: float

    @property
    def half_width(self) -> float:
        """Half of what lies between the bounds, on the logarithmic scale: 0.1 is about 10 %."""
        return math.log(self.high / self.low) / 2


def paired(student_s: float, reference_s: float, again_s: float) -> float:
    """The logarithm of a block's ratio; the reference counts by its geometric mean."""
    return math.log(student_s) - (math.log(reference_s) + math.log(again_s)) / 2


def interval(logarithms: Iterable[float]) -> Interval:
    """The median ratio with a distribution-free interval: two order statistics.

    The number of measurements below the median is binomial with p = 1/2, so the k-th smallest
    and the k-th largest hold the median between them but for a known chance (Conover, Practical
    Nonparametric Statistics, 3.2). Raises ValueError where there are too few for this chance.
    """
    values = sorted(logarithms)
    rank = _rank(len(values), _ALPHA_PER_LOOK)
    if not rank:
        raise ValueError(f"got {len(values)} measurements, expected at least {LOOKS[0]}")
    bounds = values[rank - 1], median(values), values[-rank]
    return Interval(*map(math.exp, bounds))


def _rank(count: int, alpha: float) -> int:
    """The largest k with P(fewer than k of `count` fair coins show heads) <= alpha / 2."""
    rank, chance = 0, 0.0
    while True:
        chance += math.comb(count, rank) / 2**count
        if chance > alpha / 2:
            return rank
        rank += 1


def median_of(values: Sequence[float]) -> float:
    """The value in the middle."""
    return float(median(values))
