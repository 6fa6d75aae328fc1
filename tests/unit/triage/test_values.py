"""Relations between wrong numbers and right ones."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.random import default_rng

from grader.triage.values import cut_or_rounded, relation, relation_along_axis, uniform

X = default_rng(0).normal(size=30)


@pytest.mark.parametrize(
    ("got", "label"),
    [
        (0 * X, "zeros"),
        (-X, "sign"),
        (4 * X, "factor 4"),
        (X / 9, "factor 1/9"),
        (1.5 * X, "factor"),
        (-2 * X, "factor"),
        (X + 0.5, "offset"),
    ],
)
def test_a_relation_is_named(got: np.ndarray, label: str) -> None:
    """By the simplest name that fits."""
    found = relation(got, X, 1e-7)
    assert found is not None
    assert found.label == label


def test_one_number_is_enough_for_a_whole_factor_only() -> None:
    """Any two numbers have some ratio and some difference."""
    one = np.array([0.7])
    assert relation(3 * one, one, 1e-7) is not None
    assert relation(1.234 * one, one, 1e-7) is None
    assert relation(one + 1, one, 1e-7) is None


def test_a_factor_in_float32_is_still_whole() -> None:
    """Up to the rounding that the dtype allows."""
    found = relation((3 * X).astype(np.float32).astype(float), X, 1e-3)
    assert found is not None
    assert found.label == "factor 3"


def test_where_much_is_tolerated_no_factor_is_exact() -> None:
    """Half of a number that is random itself is only about its half."""
    one = np.array([0.7])
    assert relation(0.51 * one, one, 0.1) is None


def test_uniform_answers_are_named() -> None:
    """Unless the right answer is uniform too."""
    assert uniform(np.ones(5), X[:5]) is not None
    assert uniform(np.ones(5), np.full(5, 2.0)) is None
    assert uniform(X[:5], X[:5]) is None


def test_each_slice_may_have_its_own_relation() -> None:
    """A missing bias is an offset for each channel."""
    x = X.reshape(2, 3, 5)
    found = relation_along_axis(x + np.array([1.0, 2.0, 4.0])[:, None], x, "ncw", 1e-7)
    assert found is not None
    assert found.label == "offset per c"
    assert relation_along_axis(default_rng(1).normal(size=x.shape), x, "ncw", 1e-7) is None


def test_cut_numbers_are_named() -> None:
    """Whole numbers in the place of the right ones, or too few digits."""
    whole = cut_or_rounded(np.trunc(9 * X), 9 * X)
    short = cut_or_rounded(np.round(X, 4), X)
    assert whole is not None
    assert whole.label == "integers"
    assert short is not None
    assert short.label == "precision"
    assert cut_or_rounded(X + 0.1, X) is None
