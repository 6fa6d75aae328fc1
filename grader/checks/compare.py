"""Comparing what a student returned with what is right, strictly and explainably."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from grader.checks.proxy import kind_of
from grader.checks.words import is_known, is_ordinary_shape
from grader.records import Difference
from grader.text import Text, say
from grader.triage import (
    Triage,
    Windows,
    explain_sizes,
    other_shape,
    triage,
    triage_not_finite,
    wrong_places,
)

_Array = npt.NDArray[Any]
# Relative to max(|expected|, rms of expected): rounding, in whatever order it was summed.
_TOLERANCE: Final = {"float32": 1e-3, "complex64": 1e-3, "float16": 1e-2}
_EXACT: Final = 1e-7  # float64 and everything else


class CheckFailed(AssertionError):
    """The student's code ran and its answer is wrong; says no hidden value.

    `said` is what the student's code could choose freely; `message` holds nothing of it.
    """

    def __init__(
        self,
        message: Text,
        hint: Text | None = None,
        difference: Difference | None = None,
        *,
        said: str = "",
    ) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint
        self.difference = difference
        self.said = said


def array_of(got: Any, expected: Any, hint: Text | None) -> _Array:
    """`got` as an array, where it is exactly what `expected` is: an array, a tensor, a number."""
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(expected, torch.Tensor):
        if type(got) not in (torch.Tensor, torch.nn.Parameter):
            raise wrong_kind(got, "torch.Tensor", hint)
        return np.asarray(got.detach().numpy())
    if type(got) is np.ndarray:
        return got
    if np.ndim(expected) == 0 and isinstance(got, (int, float, np.generic)):
        return np.asarray(got)
    raise wrong_kind(got, "numpy.ndarray" if np.ndim(expected) else "float", hint)


def wrong_kind(got: Any, expected: str, hint: Text | None) -> CheckFailed:
    """The failure of an answer that is no `expected` at all; None gets a sentence of its own."""
    if got is None:
        return CheckFailed(
            say(
                "Your code returned None, expected {expected}. Is a return missing?",
                expected=expected,
            ),
            hint,
        )
    kind = kind_of(got)
    if is_known(kind):
        return CheckFailed(
            say("Your code returned {got}, expected {expected}.", got=kind, expected=expected), hint
        )
    sentence = say(
        "Your code returned an object of another class, expected {expected}.", expected=expected
    )
    return CheckFailed(sentence, hint, said=kind)


def axis_names(axes: Sequence[str] | None, dimensions: int) -> tuple[str, ...]:
    """One name for each axis: the author's, or axis 0, axis 1, ..."""
    if axes is not None and len(axes) == dimensions:
        return tuple(axes)
    return tuple(f"axis {number}" for number in range(dimensions))


def require_shape(
    got: _Array,
    shape: tuple[int, ...],
    axes: Sequence[str] | None,
    hint: Text | None,
    *,
    windows: Windows | None = None,
    expected: _Array | None = None,
) -> None:
    """Fail with both shapes where they differ, and with the reason where one can be told.

    `windows` says for some axes which windows they count; `expected` are the right values.
    """
    if got.shape == shape:
        return
    if not got.size and not is_ordinary_shape(got.shape):
        sentence = say(
            "Your code returned an array without numbers, expected the shape {expected}.",
            expected=shown_shape(shape),
        )
        raise CheckFailed(sentence, hint, said=shown_shape(got.shape))
    names = axis_names(axes, len(shape))
    why = explain_sizes(got.shape, shape, names, windows or {})
    if expected is not None and (why is None or why.label == "sizes"):
        why = other_shape(got, expected, names) or why
    raise CheckFailed(
        say(
            "The shape is wrong: got {got}, expected {expected}.",
            got=shown_shape(got.shape),
            expected=shown_shape(shape),
        ),
        hint,
        Difference(
            got_shape=got.shape,
            expected_shape=shape,
            axes=names,
            pattern=why and why.sentence,
        ),
    )


def require_numbers(
    got: _Array, expected: _Array, hint: Text | None, axes: Sequence[str] | None = None
) -> None:
    """Fail where the dtype is of another kind than expected, or a number is not finite."""
    wanted = "f" if expected.dtype.kind in "fiu" else expected.dtype.kind
    accepted = {"f": "fiu" if expected.dtype.kind in "iu" else "f"}.get(wanted, wanted)
    if got.dtype.kind not in accepted or got.dtype.itemsize < min(4, expected.dtype.itemsize):
        raise CheckFailed(
            say(
                "The dtype is wrong: got {got}, expected {expected}.",
                got=got.dtype.name,
                expected=expected.dtype.name,
            ),
            hint,
        )
    bad = ~np.isfinite(got)
    if bad.any() and np.isfinite(expected).all():
        names = axis_names(axes, got.ndim)
        found = None
        if got.shape == expected.shape and got.ndim:
            found = triage_not_finite(got, expected, names, _tolerance(got, expected))
        raise CheckFailed(
            say(
                "{bad} of {total} numbers are NaN or infinite.", bad=int(bad.sum()), total=got.size
            ),
            hint,
            _difference(bad, None, names, found),
        )


def require_values(
    got: _Array,
    expected: _Array,
    axes: Sequence[str] | None,
    tolerance: float | None,
    hint: Text | None,
) -> None:
    """Fail with the first wrong index, how many are wrong and by how much."""
    if tolerance is None:
        tolerance = _tolerance(got, expected)
    wide = np.result_type(expected.dtype, np.float64)
    want, have = expected.astype(wide), got.astype(wide)
    wrong = wrong_places(have, want, tolerance)
    if not wrong.any():
        return
    names = axis_names(axes, got.ndim)
    with np.errstate(invalid="ignore", over="ignore"):
        largest = float(np.abs(have - want)[wrong].max())
        found = triage(have, want, names, tolerance)
    # By how much would tell a single hidden number after a few tries.
    difference = _difference(wrong, largest if got.size > 1 else None, names, found)
    raise CheckFailed(_values_differ(difference), hint, difference)


def _tolerance(*arrays: _Array) -> float:
    return max(_TOLERANCE.get(array.dtype.name, _EXACT) for array in arrays)


def _difference(
    wrong: npt.NDArray[np.bool_],
    largest: float | None,
    names: tuple[str, ...],
    found: Triage | None,
) -> Difference:
    """How many places are wrong, the first of them, by how much, and what they have in common."""
    return Difference(
        got_shape=wrong.shape,
        expected_shape=wrong.shape,
        axes=names,
        first_index=tuple(int(i) for i in np.argwhere(wrong)[0]),
        wrong=int(wrong.sum()),
        total=wrong.size,
        largest=None if largest is None else float(f"{largest:.1e}"),
        pattern=found.pattern if found else None,
        map=found.map if found else (),
    )


def _values_differ(difference: Difference) -> Text:
    if difference.total == 1:
        return say("The value is wrong.")
    return say(
        "{wrong} of {total} values are wrong, the first at [{where}]; "
        "the largest difference is {largest}.",
        wrong=difference.wrong,
        total=difference.total,
        where=shown_index(difference),
        largest=_number(difference),
    )


def shown_index(difference: Difference) -> str:
    """The first wrong index on named axes: n=0, c=1."""
    places = zip(difference.axes, difference.first_index or (), strict=True)
    return ", ".join(f"{name}={index}" for name, index in places)


def _number(difference: Difference) -> str:
    return f"{difference.largest:.2g}"


def shown_shape(shape: tuple[int, ...]) -> str:
    """(2, 3, 8, 7), as numpy prints it."""
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"
