"""The right numbers in the wrong places: transposed, reversed, rolled, shuffled, moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations, product

import numpy as np

from grader.text import say
from grader.triage.closeness import Array, same
from grader.triage.remark import Remark, axis_word, listed

_MOST_AXES = 5  # orders of six axes are too many to try
_FARTHEST = 3  # how far a shift is looked for
_LEAST_OVERLAP = 0.4  # of the array, where a shift is to be believed
_LEAST_DISTINCT = 3


def reordered(got: Array, expected: Array, axes: Sequence[str], tolerance: float) -> Remark | None:
    """The same numbers in another order; the simplest order that explains it."""
    if got.ndim > _MOST_AXES or len(np.unique(expected)) < _LEAST_DISTINCT:
        return None
    if not same(np.sort(got, axis=None), np.sort(expected, axis=None), tolerance):
        return None
    for remark, array in _orders(expected, axes):
        if same(got, array, tolerance):
            return remark
    return _shuffled(got, expected, axes, tolerance) or Remark(
        "reordered", say("The values are all there, but in another order.")
    )


def moved(got: Array, expected: Array, axes: Sequence[str], tolerance: float) -> Remark | None:
    """The right numbers a few places further, with others where they have left."""
    steps = [range(-min(_FARTHEST, size - 1), min(_FARTHEST, size - 1) + 1) for size in got.shape]
    movable = [k for k, size in enumerate(got.shape) if size > 1][-2:]
    for shift in sorted(product(*(steps[k] for k in movable)), key=lambda s: sum(map(abs, s))):
        by = dict(zip(movable, shift, strict=True))
        mine = got[tuple(_part(by.get(k, 0)) for k in range(got.ndim))]
        theirs = expected[tuple(_part(-by.get(k, 0)) for k in range(got.ndim))]
        enough = theirs.size >= max(_LEAST_OVERLAP * got.size, _LEAST_DISTINCT)
        if not any(shift) or not enough or len(np.unique(theirs)) < _LEAST_DISTINCT:
            continue
        if same(mine, theirs, tolerance):
            return _moved(axes, {k: step for k, step in by.items() if step})
    return None


def _part(step: int) -> slice:
    return slice(step, None) if step >= 0 else slice(None, step)


def _moved(axes: Sequence[str], by: dict[int, int]) -> Remark:
    steps = ", ".join(f"{axes[axis]} {step:+d}" for axis, step in by.items())
    return Remark(
        f"moved {steps}", say("Your values are the right ones, moved: {steps}.", steps=steps)
    )


def _orders(array: Array, axes: Sequence[str]) -> Iterator[tuple[Remark, Array]]:
    """Every order that has a name, the simplest first."""
    yield from _transposed(array, axes)
    yield from _reversed(array, axes)
    yield from _rolled(array, axes)
    yield from _reshaped(array, axes)


def _transposed(array: Array, axes: Sequence[str]) -> Iterator[tuple[Remark, Array]]:
    for one, other in combinations(range(array.ndim), 2):
        if array.shape[one] == array.shape[other]:
            sentence = say("The axes {axes} are swapped.", axes=listed(axes, (one, other)))
            yield (
                Remark(f"transposed {axes[one]} {axes[other]}", sentence),
                array.swapaxes(one, other),
            )
    for order in permutations(range(array.ndim)):
        if sum(k != axis for k, axis in enumerate(order)) > 2:
            sentence = say("Your axes are in the order {axes}.", axes=listed(axes, order))
            yield Remark(f"order {listed(axes, order)}", sentence), array.transpose(order)


def _reversed(array: Array, axes: Sequence[str]) -> Iterator[tuple[Remark, Array]]:
    long = [axis for axis, size in enumerate(array.shape) if size > 1]
    for count in range(1, len(long) + 1):
        for chosen in combinations(long, count):
            names = listed(axes, chosen)
            sentence = say("Your values run backwards along {axes}.", axes=names)
            yield Remark(f"reversed {names}", sentence), np.flip(array, chosen)


def _rolled(array: Array, axes: Sequence[str]) -> Iterator[tuple[Remark, Array]]:
    for axis, size in enumerate(array.shape):
        for step in range(1, size):
            shown = step if step <= size // 2 else step - size
            sentence = say(
                "Your values are rolled along {axis} by {step}.",
                axis=axes[axis],
                step=f"{shown:+d}",
            )
            yield Remark(f"rolled {axes[axis]} {shown:+d}", sentence), np.roll(array, step, axis)


def _reshaped(array: Array, axes: Sequence[str]) -> Iterator[tuple[Remark, Array]]:
    """Axes that had to be moved (transpose), but were reshaped: numbers stay in memory order."""
    for order in permutations(range(array.ndim)):
        names = listed(axes, order)
        sentence = say(
            "Your numbers follow one another in the order {axes}: "
            "reshape was used where transpose is needed.",
            axes=names,
        )
        yield Remark(f"reshaped {names}", sentence), array.transpose(order).reshape(array.shape)


def _shuffled(got: Array, expected: Array, axes: Sequence[str], tolerance: float) -> Remark | None:
    """Whole slices of one axis stand in another order."""
    for axis in range(got.ndim):
        mine, theirs = np.moveaxis(got, axis, 0), np.moveaxis(expected, axis, 0)
        if mine.size == len(mine):  # a slice is one number: any order would do
            continue
        if all(any(same(a, b, tolerance) for b in theirs) for a in mine):
            sentence = say(
                "Each {axis} is right, but they stand in another order along {name}.",
                axis=axis_word(axes, axis),
                name=axes[axis],
            )
            return Remark(f"shuffled {axes[axis]}", sentence)
    return None
