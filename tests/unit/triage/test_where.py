"""Where wrong numbers are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.random import default_rng

from grader.triage.where import where

SHAPE = (2, 3, 5, 6)


def wrong(*index: Any) -> np.ndarray:
    """A mask that is true at an index."""
    mask = np.zeros(SHAPE, bool)
    mask[index] = True
    return mask


ALL = slice(None)
EDGES = wrong(ALL, ALL, -1) | wrong(ALL, ALL, ALL, -1)
INSIDE = wrong(ALL, ALL, slice(1, -1), slice(1, -1))


@pytest.mark.parametrize(
    ("mask", "label"),
    [
        (wrong(0), "first n"),
        (wrong(1), "last n"),
        (wrong(ALL, 1), "at c 1"),
        (wrong(ALL, ALL, -1), "last h"),
        (wrong(ALL, ALL, ALL, slice(1, None, 2)), "every 2 w from 1"),
        (wrong(ALL, ALL, ALL, slice(0, None, 3)), "every 3 w from 0"),
        (EDGES, "last edges"),
        (INSIDE, "inside"),
        (~INSIDE, "border"),
        (~wrong(ALL, 0), "all but first c"),
        (~wrong(ALL, ALL, ALL, 3), "all but at w 3"),
    ],
)
def test_a_region_is_named(mask: np.ndarray, label: str) -> None:
    """The smallest that holds every wrong place; what is right, where that is less."""
    found = where(mask, "nchw")
    assert found is not None
    assert found.remark.label == label
    assert found.exact


def test_a_region_need_not_be_wrong_everywhere() -> None:
    """Some values are right by accident; the region is to blame all the same."""
    mask = wrong(ALL, 1) & (default_rng(0).random(SHAPE) < 0.6)
    found = where(mask, "nchw")
    assert found is not None
    assert found.remark.label == "at c 1"
    assert not found.exact


@pytest.mark.parametrize("mask", [wrong(0, 0, 0, 0), np.ones(SHAPE, bool), np.zeros(SHAPE, bool)])
def test_one_place_all_and_none_are_no_region(mask: np.ndarray) -> None:
    """The message has said so already."""
    assert where(mask, "nchw") is None


def test_a_matrix_of_patches_has_no_border() -> None:
    """Its rows and columns are no image."""
    mask = np.ones((6, 6), bool)
    mask[1:-1, 1:-1] = False
    assert where(mask, "rc") is None
    assert where(mask, "hw") is not None
