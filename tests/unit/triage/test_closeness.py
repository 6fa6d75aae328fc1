"""When two numbers count as the same."""

from __future__ import annotations

import numpy as np

from grader.triage.closeness import root_mean_square, same, wrong_places


def test_the_tolerance_is_relative_to_the_array() -> None:
    """A small number among large ones may differ by what their rounding is."""
    expected = np.array([1e6, 1e-9])
    assert same(np.array([1e6, 1e-3]), expected, 1e-7)
    assert not same(np.array([1e-9 + 1e-3]), np.array([1e-9]), 1e-7)


def test_numbers_that_are_not_finite_must_be_equal() -> None:
    """NaN is like NaN and like nothing else."""
    odd = np.array([np.inf, -np.inf, np.nan, 1.0])
    assert not wrong_places(odd, odd, 1e-7).any()
    assert wrong_places(odd[::-1].copy(), odd, 1e-7).all()


def test_the_mean_does_not_overflow() -> None:
    """Squares of large numbers would."""
    assert np.isclose(root_mean_square(np.array([1e300, 1e300, np.inf])), 1e300)
    assert root_mean_square(np.zeros(3)) == 0
