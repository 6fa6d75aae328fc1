"""Whether two answers are one: equal up to rounding, in kind and in shape."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from grader.checks.proxy import Remote
from grader.sandbox.wire import Handle

_TOLERANCE: Final = {np.dtype(np.float32): 1e-3}  # what rounding comes to in a deep network
_DEFAULT_TOLERANCE: Final = 1e-6
STRICT: Final = 100.0  # what it comes to in one layer: who computes alike is that near


def same(got: Any, other: Any, strictness: float = 1.0) -> bool:
    """Equal up to rounding, in kind and in shape; `strictness` divides the tolerance."""
    if type(got) is Handle:
        return True  # an object tells nothing by itself
    if isinstance(got, (bool, str, bytes, type(None))) or isinstance(other, (bool, str, bytes)):
        return type(got) is type(other) and bool(got == other)
    if isinstance(got, (list, tuple)):
        if not isinstance(other, (list, tuple)) or len(got) != len(other):
            return False
        return all(same(*pair, strictness) for pair in zip(got, other, strict=True))
    if isinstance(got, dict):
        return isinstance(other, dict) and _same_items(got, other, strictness)
    return _same_numbers(got, other, strictness)


def close(
    got: np.ndarray[Any, Any], other: np.ndarray[Any, Any], strictness: float = 1.0
) -> np.ndarray[Any, Any]:
    """Which numbers of two arrays of one shape are equal up to rounding."""
    tolerance = _TOLERANCE.get(got.dtype, _DEFAULT_TOLERANCE) / strictness
    with np.errstate(all="ignore"):
        scale = float(np.sqrt(np.mean(np.abs(other) ** 2))) if other.size else 0.0
    room = tolerance * scale if np.isfinite(scale) else 0.0
    equal: np.ndarray[Any, Any] = np.isclose(got, other, rtol=tolerance, atol=room, equal_nan=True)
    return equal


def _same_items(got: dict[str, Any], other: dict[str, Any], strictness: float) -> bool:
    """Of objects by their names, such as layers, the order is all there is to compare."""
    if got and all(type(value) is Handle for value in got.values()):
        return list(got) == list(other)
    return got.keys() == other.keys() and all(same(got[k], other[k], strictness) for k in got)


def _same_numbers(got: Any, other: Any, strictness: float) -> bool:
    if type(got) in (int, float) and type(other) in (int, float) and got == other:
        return True  # the shapes of layers are hundreds of numbers; arrays of one take long
    try:
        ours, theirs = _array(other), _array(got)
        if ours.shape != theirs.shape or ours.dtype.kind not in "fiuc":
            return False
        return np.array_equal(theirs, ours) or bool(close(theirs, ours, strictness).all())
    except (TypeError, ValueError):
        return False


def _array(value: Any) -> np.ndarray[Any, Any]:
    if isinstance(value, Remote):
        raise TypeError("numbers are here, this is in the worker")
    return np.asarray(value.detach() if hasattr(value, "detach") else value)  # a tensor's numbers
