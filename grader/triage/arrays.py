"""The entry: everything that can be said about a wrong array of the right shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from grader.text import Text, say
from grader.triage.closeness import Array, wrong_places
from grader.triage.order import moved, reordered
from grader.triage.remark import Remark, both
from grader.triage.values import cut_or_rounded, relation, relation_along_axis, uniform
from grader.triage.where import where

_MOST_NUMBERS = 20_000  # beyond, only the place is looked at
_MOST_ROWS, _MOST_COLUMNS = 24, 48  # of a map
_NOTHING_KNOWN = 2  # a scalar or a pair has no pattern


@dataclass(frozen=True)
class Triage:
    """What is known about a wrong array; empty where nothing can be said for sure.

    The map is drawn only where the wrong places are exactly a named region: a student's code
    decides what is wrong, and must not draw its inputs.
    """

    label: str = ""  # for programs: what was recognised
    pattern: Text | None = None  # for people
    map: tuple[str, ...] = ()  # last two axes at the first wrong one, "x" wrong and "." right


def triage(got: Array, expected: Array, axes: Sequence[str], tolerance: float = 1e-7) -> Triage:
    """Where and how `got` differs from `expected`, two arrays of one shape.

    `axes` names each axis, by one letter or by "axis 0". An array that is not wrong, and one
    that is wrong everywhere without any pattern, get no label.
    """
    wide = np.result_type(expected.dtype, np.float64)
    have, want = got.astype(wide), expected.astype(wide)
    wrong = wrong_places(have, want, tolerance)
    if not wrong.any():
        return Triage()
    place = where(wrong, axes)
    remark = _remark(have, want, wrong, axes, tolerance, place and place.remark)
    drawn = _map(wrong) if place is not None and place.exact else ()
    return Triage(remark.label, remark.sentence, drawn) if remark else Triage()


def triage_not_finite(
    got: Array, expected: Array, axes: Sequence[str], tolerance: float = 1e-7
) -> Triage:
    """Where numbers of `got` are NaN or infinite, and whether the others are right."""
    bad = ~np.isfinite(got)
    first = np.argwhere(bad)[0]
    shown = ", ".join(f"{name}={index}" for name, index in zip(axes, first, strict=True))
    remark = Remark("not finite", say("The first one is at [{place}].", place=shown))
    place = where(bad, axes)
    if place is not None:
        remark = both(remark, place.remark)
    if (wrong_places(got, expected, tolerance) == bad).all() and not bad.all():
        remark = both(remark, Remark("others right", say("All other numbers are right.")))
    drawn = _map(bad) if place is not None and place.exact else ()
    return Triage(remark.label, remark.sentence, drawn)


def _remark(
    got: Array,
    expected: Array,
    wrong: npt.NDArray[np.bool_],
    axes: Sequence[str],
    tolerance: float,
    place: Remark | None,
) -> Remark | None:
    sound = np.isfinite(got).all() and np.isfinite(expected).all() and got.dtype.kind == "f"
    if not sound or got.size > _MOST_NUMBERS:
        return place
    if found := uniform(got, expected):
        return found
    if found := relation(got[wrong], expected[wrong], tolerance):
        return both(found, place) if place else found
    if got.size <= _NOTHING_KNOWN:
        return place
    if found := reordered(got, expected, axes, tolerance) or moved(got, expected, axes, tolerance):
        return found
    if found := cut_or_rounded(got[wrong], expected[wrong]):
        return both(found, place) if place else found
    return place or relation_along_axis(got, expected, axes, tolerance)


def _map(wrong: npt.NDArray[np.bool_]) -> tuple[str, ...]:
    """The last two axes where the first wrong element is; nothing where that is too large."""
    if wrong.ndim == 0:
        return ()
    first = np.argwhere(wrong)[0]
    plane = np.atleast_2d(wrong[tuple(first[:-2])] if wrong.ndim > 2 else wrong)
    if plane.shape[0] > _MOST_ROWS or plane.shape[1] > _MOST_COLUMNS:
        return ()
    return tuple("".join("x" if bad else "." for bad in row) for row in plane)
