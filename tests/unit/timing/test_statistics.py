"""Intervals that assume nothing of the noise."""

from __future__ import annotations

import math

import numpy as np
import pytest

from grader.timing.statistics import ALPHA, LOOKS, Interval, interval, paired


def test_equal_programs_have_the_ratio_one() -> None:
    """A block in which all three chains take the same time says: one."""
    assert paired(0.02, 0.02, 0.02) == 0.0
    assert interval([0.0] * 11) == Interval(1.0, 1.0, 1.0)


def test_the_reference_counts_by_its_geometric_mean() -> None:
    """Twice and half the reference's time cancel out."""
    assert paired(1.0, 2.0, 0.5) == pytest.approx(0.0)
    assert math.exp(paired(3.0, 1.0, 1.0)) == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("count", "rank"),
    [(11, 1), (21, 4), (41, 11), (81, 27)],
)
def test_the_interval_is_bounded_by_order_statistics(count: int, rank: int) -> None:
    """The k-th smallest and the k-th largest, with k of the binomial distribution."""
    found = interval(math.log(n) for n in range(1, count + 1))
    assert round(found.low) == rank
    assert round(found.high) == count + 1 - rank
    assert found.middle == pytest.approx((count + 1) / 2)
    tail = sum(math.comb(count, k) for k in range(rank)) / 2**count
    assert 2 * tail <= ALPHA / len(LOOKS)


def test_one_wild_measurement_moves_no_bound_of_many() -> None:
    """An outlier counts as one measurement, however wild it is."""
    calm = [0.01 * n for n in range(41)]
    wild = [*calm[:-1], 1e6]
    assert interval(wild) == interval(calm)


def test_too_few_measurements_are_refused() -> None:
    """Seven coins cannot be sure enough."""
    with pytest.raises(ValueError, match="got 7 measurements"):
        interval([0.0] * 7)


def test_the_truth_is_in_the_interval() -> None:
    """Over 1000 races with heavy tails the true median is missed as seldom as promised."""
    rng = np.random.default_rng(7)
    samples = rng.standard_t(1.5, size=(1000, 21))
    missed = sum(not found.low <= 1.0 <= found.high for found in map(interval, samples))
    assert missed <= 10


def test_half_width_is_logarithmic() -> None:
    """A factor of e between the bounds is a half-width of one half."""
    assert Interval(1.0, 1.5, math.e).half_width == pytest.approx(0.5)
