"""How wrong numbers come from the right ones, place by place: a factor, a sign, an offset."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor, log10

import numpy as np

from grader.text import say
from grader.triage.closeness import Array, root_mean_square, same
from grader.triage.remark import Remark, axis_word

_LARGEST_FACTOR = 4096  # what is divided by is a batch, a window or an image
_ENOUGH = 3  # numbers that no accident makes agree
_PRECISION_LOST = 1e-3  # relative; worse is not rounding, and "exactly" would be too much


def uniform(got: Array, expected: Array) -> Remark | None:
    """All of `got` is one number, and `expected` is not."""
    if got.size < _ENOUGH or _is_constant(expected) or not _is_constant(got):
        return None
    if not got.any():
        return Remark("zeros", say("All your values are 0."))
    return Remark("constant", say("All your values are one and the same number."))


def relation(got: Array, expected: Array, tolerance: float) -> Remark | None:
    """What turns each right number into the wrong one; one-dimensional, the wrong places only."""
    if got.size > 1 and not got.any():
        return Remark("zeros", say("Every wrong value is 0."))
    if same(got, -expected, tolerance):
        return Remark("sign", say("Every wrong value has the opposite sign."))
    if found := _factor(got, expected, tolerance):
        return found
    varied = got.size >= _ENOUGH and not _is_constant(expected)
    if varied and same(got, expected + (got - expected).mean(), tolerance):
        return Remark("offset", say("Every wrong value is off by the same amount."))
    return None


def relation_along_axis(
    got: Array, expected: Array, axes: Sequence[str], tolerance: float
) -> Remark | None:
    """The same, with another factor or offset for each slice of one axis."""
    for axis in range(got.ndim):
        others = tuple(other for other in range(got.ndim) if other != axis)
        if got.shape[axis] == 1 or got.size // got.shape[axis] < _ENOUGH:
            continue
        word = axis_word(axes, axis)
        if same(got, expected + (got - expected).mean(axis=others, keepdims=True), tolerance):
            sentence = say(
                "Within each {axis} ({name}) every value is off by the same amount.",
                axis=word,
                name=axes[axis],
            )
            return Remark(f"offset per {axes[axis]}", sentence)
        square = (expected**2).sum(axis=others, keepdims=True)
        ratio = (got * expected).sum(axis=others, keepdims=True) / np.where(square, square, 1.0)
        if same(got, expected * ratio, tolerance):
            sentence = say(
                "Within each {axis} ({name}) every value is off by the same factor.",
                axis=word,
                name=axes[axis],
            )
            return Remark(f"factor per {axes[axis]}", sentence)
    return None


def cut_or_rounded(got: Array, expected: Array) -> Remark | None:
    """The right numbers, but cut to whole ones, or to fewer digits."""
    if got.size < _ENOUGH:
        return None
    if _are_whole(got) and (np.abs(got - expected) < 1).all() and np.abs(got).max() > 1:
        return Remark(
            "integers",
            say(
                "Your values are the right ones made whole numbers: "
                "is a dtype int, or is there a // where / is meant?"
            ),
        )
    scale = np.maximum(np.abs(expected), root_mean_square(expected))
    worst = float((np.abs(got - expected) / scale).max()) if scale.all() else 1.0
    if worst > _PRECISION_LOST:
        return None
    return Remark(
        "precision",
        say(
            "The values are right to about {digits} digits only: "
            "is a dtype too small, or a constant not exact?",
            digits=floor(-log10(worst)),
        ),
    )


def _factor(got: Array, expected: Array, tolerance: float) -> Remark | None:
    square = float((expected**2).sum())
    ratio = float((got * expected).sum()) / square if square else 0.0
    if tolerance > _PRECISION_LOST or not ratio or not same(got, ratio * expected, tolerance):
        return None
    if whole := _whole(ratio, tolerance):
        sentence = say("Every wrong value is exactly {factor} times too large.", factor=whole)
        return Remark(f"factor {whole}", sentence)
    if whole := _whole(1 / ratio, tolerance):
        sentence = say("Every wrong value is exactly {factor} times too small.", factor=whole)
        return Remark(f"factor 1/{whole}", sentence)
    if got.size < _ENOUGH or _is_constant(expected) or abs(ratio - 1) < _PRECISION_LOST:
        return None
    return Remark("factor", say("Every wrong value is off by the same factor."))


def _whole(ratio: float, tolerance: float) -> int:
    """`ratio` as the whole number that it is up to rounding; 0 for every other one."""
    number = round(ratio)
    is_whole = abs(ratio - number) <= 10 * tolerance * number
    return number if is_whole and 1 < number <= _LARGEST_FACTOR else 0


def _is_constant(array: Array) -> bool:
    return bool((array == array.flat[0]).all())


def _are_whole(array: Array) -> bool:
    rounded: Callable[[Array], Array] = np.rint
    return bool((rounded(array) == array).all())
