"""Where the wrong numbers are: a row, a channel, the border, every second column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import lgamma, log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from grader.text import Text, say
from grader.triage.remark import Remark, axis_word

_Mask = npt.NDArray[np.bool_]
_FULL = 0.9  # how much of a region is wrong where the region is to blame
_CHANCE_IF_FULL = 0.01  # that so many wrong places lie in one region by accident
_CHANCE_IF_SPARSE, _SPARSE = 1e-4, 0.3
_LARGEST_STEP = 4
_LEAST_REPEATS = 2


class _Region(NamedTuple):
    mask: _Mask
    label: str
    wrong: Text  # all wrong values are here
    right: Text  # all right values are here


class Place(NamedTuple):
    """Where the wrong places are."""

    remark: Remark
    exact: bool  # every place of the region is wrong and no other


def where(wrong: _Mask, axes: Sequence[str]) -> Place | None:
    """The region that the wrong places fill, or that is alone right; None if it may be chance."""
    if wrong.all():
        return None
    regions = sorted(_regions(wrong.shape, axes), key=lambda region: int(region.mask.sum()))
    for region in regions:
        if _fills(wrong, region.mask):
            exact = bool((wrong == region.mask).all())
            return Place(Remark(region.label, region.wrong), exact)
    for region in regions:
        if _fills(~wrong, region.mask) and (wrong != region.mask).all():
            return Place(Remark(f"all but {region.label}", region.right), exact=True)
    return None


def _fills(wrong: _Mask, region: _Mask) -> bool:
    """All wrong places are in the region, enough of it is wrong, and it is no accident."""
    bad, room = int(wrong.sum()), int(region.sum())
    if bad <= 1 or (wrong & ~region).any():
        return False
    chance = _log_ways(room, bad) - _log_ways(wrong.size, bad)
    if bad >= _FULL * room:
        return chance < log(_CHANCE_IF_FULL)
    return bad >= _SPARSE * room and chance < log(_CHANCE_IF_SPARSE)


def _log_ways(places: int, chosen: int) -> float:
    """Logarithm of the number of ways to choose some of the places."""
    return lgamma(places + 1) - lgamma(chosen + 1) - lgamma(places - chosen + 1)


def _regions(shape: tuple[int, ...], axes: Sequence[str]) -> Iterator[_Region]:
    for axis in range(len(shape)):
        yield from _slices(shape, axes, axis)
        yield from _every_kth(shape, axes, axis)
    image = _image_axes(shape, axes)
    if image is not None:
        yield from _frames(shape, *image)


def _slices(shape: tuple[int, ...], axes: Sequence[str], axis: int) -> Iterator[_Region]:
    size, name, word = shape[axis], axes[axis], axis_word(axes, axis)
    if size == 1:
        return
    for index in range(size):
        mask = _along(shape, axis, np.arange(size) == index)
        place = f"{name}={index}"
        if index == size - 1:
            yield _Region(
                mask,
                f"last {name}",
                say("All wrong values are in the last {axis}, {place}.", axis=word, place=place),
                say("Only the last {axis} is right, {place}.", axis=word, place=place),
            )
        elif index == 0:
            yield _Region(
                mask,
                f"first {name}",
                say("All wrong values are in the first {axis}, {place}.", axis=word, place=place),
                say("Only the first {axis} is right, {place}.", axis=word, place=place),
            )
        else:
            yield _Region(
                mask,
                f"at {name} {index}",
                say("All wrong values are in one {axis}, {place}.", axis=word, place=place),
                say("Only one {axis} is right, {place}.", axis=word, place=place),
            )


def _every_kth(shape: tuple[int, ...], axes: Sequence[str], axis: int) -> Iterator[_Region]:
    size, word = shape[axis], axis_word(axes, axis)
    for step in range(2, _LARGEST_STEP + 1):
        for first in range(step):
            chosen = np.arange(first, size, step)
            if len(chosen) < _LEAST_REPEATS or size < 2 * step:
                continue
            places = ", ".join(f"{axes[axis]}={index}" for index in chosen[:3])
            places += ", ..." if len(chosen) > 3 else ""
            yield _Region(
                _along(shape, axis, np.isin(np.arange(size), chosen)),
                f"every {step} {axes[axis]} from {first}",
                say(
                    "One {axis} in {step} is wrong: {places}. The others are right.",
                    axis=word,
                    step=step,
                    places=places,
                ),
                say(
                    "One {axis} in {step} is right: {places}. The others are wrong.",
                    axis=word,
                    step=step,
                    places=places,
                ),
            )


def _frames(shape: tuple[int, ...], rows: int, columns: int) -> Iterator[_Region]:
    """Border and inside; the two last, or the two first, edges."""
    h, w = np.arange(shape[rows]), np.arange(shape[columns])
    border = _cross(shape, rows, columns, (h == 0) | (h == h[-1]), (w == 0) | (w == w[-1]))
    yield _Region(
        border,
        "border",
        say("All wrong values are at the border of the image: look at the padding."),
        say("Only the border of the image is right."),
    )
    yield _Region(
        ~border,
        "inside",
        say("All wrong values are inside the image; its border is right."),
        say("Only the inside of the image is right: look at the padding."),
    )
    yield _Region(
        _cross(shape, rows, columns, h == h[-1], w == w[-1]),
        "last edges",
        say("All wrong values are in the last row and the last column."),
        say("Only the last row and the last column are right."),
    )
    yield _Region(
        _cross(shape, rows, columns, h == 0, w == 0),
        "first edges",
        say("All wrong values are in the first row and the first column."),
        say("Only the first row and the first column are right."),
    )


def _image_axes(shape: tuple[int, ...], axes: Sequence[str]) -> tuple[int, int] | None:
    """Height and width, where the array has them and they have an inside."""
    if "h" not in axes or "w" not in axes:
        return None
    rows, columns = list(axes).index("h"), list(axes).index("w")
    return (rows, columns) if min(shape[rows], shape[columns]) > 2 else None


def _cross(shape: tuple[int, ...], rows: int, columns: int, h: _Mask, w: _Mask) -> _Mask:
    return _along(shape, rows, h) | _along(shape, columns, w)


def _along(shape: tuple[int, ...], axis: int, chosen: _Mask) -> _Mask:
    """A mask of `shape` that depends on one axis only."""
    sizes = [1] * len(shape)
    sizes[axis] = shape[axis]
    return np.broadcast_to(chosen.reshape(sizes), shape)
