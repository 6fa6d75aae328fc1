"""Why a shape is another."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.random import default_rng

from grader.triage.shapes import other_shape

X = default_rng(0).normal(size=(2, 3, 4, 5))
PADDED = np.pad(X, ((0, 0), (0, 0), (1, 1), (1, 1)))


@pytest.mark.parametrize(
    ("got", "label"),
    [
        (X.transpose(0, 2, 3, 1), "order n, h, w, c"),
        (X.swapaxes(2, 3), "order n, c, w, h"),
        (X.reshape(2, 3, 20), "shape only"),
        (X[..., None], "shape only"),
        (PADDED, "not cut h, w"),
        (PADDED[:, :, 1:, 1:], "too long h, w"),
        (X[:, :, :, :-1], "too short w"),
        (np.stack([X / 4] * 4, axis=1), "not summed over 1"),
    ],
)
def test_what_makes_the_shape_right_is_named(got: np.ndarray, label: str) -> None:
    """If it makes the numbers right too."""
    found = other_shape(got, X, "nchw")
    assert found is not None
    assert found.label == label


def test_other_numbers_are_not_explained_by_their_shape() -> None:
    """A right shape with wrong numbers would be no help."""
    assert other_shape(X.transpose(0, 2, 3, 1) + 1, X, "nchw") is None
    assert other_shape(np.zeros((4, 5)), X, "nchw") is None
    assert other_shape(np.full((2, 3), "text"), X, "nchw") is None
    assert other_shape(X[:, :, :0, :0], X, "nchw") is None
