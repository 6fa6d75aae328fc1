"""When two numbers count as the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def wrong_places(got: Array, expected: Array, tolerance: float) -> npt.NDArray[np.bool_]:
    """Where `got` is not `expected` up to rounding, for arrays of one shape.

    The tolerance is relative to max(|expected|, root mean square of expected). Infinite
    numbers must be equal; NaN equals NaN and is close to nothing else.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        distance = np.abs(got - expected)
        allowed = tolerance * np.maximum(np.abs(expected), root_mean_square(expected))
    equal = (got == expected) | (np.isnan(got) & np.isnan(expected))
    close: npt.NDArray[np.bool_] = equal | (np.isfinite(expected) & (distance <= allowed))
    return ~close


def same(got: Array, expected: Array, tolerance: float) -> bool:
    """Equal shapes, and no place is wrong."""
    return got.shape == expected.shape and not wrong_places(got, expected, tolerance).any()


def root_mean_square(array: Array) -> float:
    """Of the finite numbers; divided first, for squares may overflow."""
    finite = np.abs(array[np.isfinite(array)])
    largest = float(finite.max(initial=0.0))
    return largest * float(np.sqrt(np.mean((finite / largest) ** 2))) if largest else 0.0
