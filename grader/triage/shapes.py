"""Why an array has another shape: axes in another order, reshaped, not summed, not cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

import numpy as np

from grader.text import say
from grader.triage.closeness import Array, same
from grader.triage.remark import Remark, listed

_MOST_AXES = 5
_LEAST_DISTINCT = 3  # numbers; fewer agree by accident


def other_shape(
    got: Array, expected: Array, axes: Sequence[str], tolerance: float = 1e-7
) -> Remark | None:
    """What turns the wrong shape into the right one, if that makes the numbers right too.

    `axes` names the axes of `expected`.
    """
    if max(got.ndim, expected.ndim) > _MOST_AXES or not _is_telling(got, expected):
        return None
    for remark, array in _repaired(got, expected, axes):
        if same(array, expected, tolerance):
            return remark
    return None


def _is_telling(got: Array, expected: Array) -> bool:
    kinds = {got.dtype.kind, expected.dtype.kind} <= set("fiu")
    return kinds and len(np.unique(expected)) >= _LEAST_DISTINCT


def _repaired(got: Array, expected: Array, axes: Sequence[str]) -> Iterator[tuple[Remark, Array]]:
    if got.size == expected.size:
        yield from _transposed(got, expected, axes)
        yield _reshaped(got), got.reshape(expected.shape)
    if got.ndim > expected.ndim:
        yield from _summed(got)
    if got.ndim == expected.ndim:
        yield from _cut(got, expected, axes)


def _transposed(got: Array, expected: Array, axes: Sequence[str]) -> Iterator[tuple[Remark, Array]]:
    if got.ndim != expected.ndim:
        return
    for order in permutations(range(got.ndim)):
        names = listed(axes, [order.index(axis) for axis in range(got.ndim)])
        sentence = say(
            "The values are right, but your axes are in the order {axes}: transpose.", axes=names
        )
        yield Remark(f"order {names}", sentence), got.transpose(order)


def _reshaped(got: Array) -> Remark:
    if 1 in got.shape:
        sentence = say(
            "The values are right and in order; only the shape is not: is an axis of length 1 "
            "too many or too few?"
        )
    else:
        sentence = say("The values are right and in order; only the shape is not: reshape.")
    return Remark("shape only", sentence)


def _summed(got: Array) -> Iterator[tuple[Remark, Array]]:
    for count in range(1, got.ndim):
        for chosen in combinations(range(got.ndim), count):
            numbers = ", ".join(map(str, chosen))
            sentence = say("Summed over axis {numbers}, yours is right.", numbers=numbers)
            yield Remark(f"not summed over {numbers}", sentence), got.sum(axis=chosen)


def _cut(got: Array, expected: Array, axes: Sequence[str]) -> Iterator[tuple[Remark, Array]]:
    """One of the two is a part of the other."""
    differ = [k for k in range(got.ndim) if got.shape[k] != expected.shape[k]]
    names = listed(axes, differ)
    extra = {got.shape[k] - expected.shape[k] for k in differ}
    if len(extra) == 1 and (more := extra.pop()) > 0 and more % 2 == 0:
        inside = tuple(
            slice(more // 2, -more // 2) if k in differ else slice(None) for k in range(got.ndim)
        )
        sentence = say(
            "The right values are inside yours: cut {count} off on each side of {axes}.",
            count=more // 2,
            axes=names,
        )
        yield Remark(f"not cut {names}", sentence), got[inside]
    if all(got.shape[k] > expected.shape[k] for k in differ):
        sentence = say("Yours begins with the right values, but goes on along {axes}.", axes=names)
        corner = tuple(slice(size) for size in expected.shape)
        yield Remark(f"too long {names}", sentence), got[corner]
    if got.size and all(got.shape[k] < expected.shape[k] for k in differ):
        sentence = say(
            "Your values are right, but the last ones along {axes} are missing.", axes=names
        )
        rest = expected.copy()
        rest[tuple(slice(size) for size in got.shape)] = got
        yield Remark(f"too short {names}", sentence), rest
