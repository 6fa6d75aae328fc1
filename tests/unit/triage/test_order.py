"""Right numbers in wrong places."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.random import default_rng

from grader.triage.order import moved, reordered

X = default_rng(0).normal(size=(2, 4, 3, 3))


@pytest.mark.parametrize(
    ("got", "label"),
    [
        (X.swapaxes(2, 3), "transposed h w"),
        (X[:, :, ::-1], "reversed h"),
        (X[:, ::-1, :, ::-1], "reversed c, w"),
        (np.roll(X, -1, 1), "rolled c -1"),
        (X.transpose(0, 2, 3, 1).reshape(X.shape), "reshaped n, h, w, c"),
        (X[:, [1, 0, 2, 3]], "shuffled c"),
        (default_rng(1).permutation(X.ravel()).reshape(X.shape), "reordered"),
    ],
)
def test_an_order_is_named(got: np.ndarray, label: str) -> None:
    """The simplest one that explains every number."""
    found = reordered(got, X, "nchw", 1e-7)
    assert found is not None
    assert found.label == label


def test_other_numbers_are_in_no_order() -> None:
    """One other number is enough."""
    other = X[:, ::-1].copy()
    other.flat[0] += 1
    assert reordered(other, X, "nchw", 1e-7) is None


def test_few_distinct_numbers_say_nothing() -> None:
    """Any order of zeros and ones could be any other."""
    ones = np.eye(3)
    assert reordered(ones[::-1], ones, "hw", 1e-7) is None


def test_a_shift_is_named_with_its_direction() -> None:
    """Positive is towards the end of the axis."""
    got = np.zeros_like(X)
    got[..., 1:] = X[..., :-1]
    found = moved(got, X, "nchw", 1e-7)
    assert found is not None
    assert found.label == "moved w +1"
    assert moved(default_rng(1).normal(size=X.shape), X, "nchw", 1e-7) is None
