"""Comparing what a student returned with what is right, strictly and explainably."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from grader.checks.proxy import kind_of
from grader.checks.words import is_known
from grader.records import Difference
from grader.text import Text, say

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
    return CheckFailed(
        say("Your code returned an object of another class, expected {expected}.", expected=expected),
        hint,
        said=kind,
    )


def axis_names(axes: Sequence[str] | None, dimensions: int) -> tuple[str, ...]:
    """One name for each axis: the author's, or axis 0, axis 1, ..."""
    if axes is not None and len(axes) == dimensions:
        return tuple(axes)
    return tuple(f"axis {number}" for number in range(dimensions))


def require_shape(
    got: _Array, shape: tuple[int, ...], axes: Sequence[str] | None, hint: Text | None
) -> None:
    """Fail with both shapes where they differ."""
    if got.shape == shape:
        return
    names = axis_names(axes, len(shape))
    raise CheckFailed(
        say(
            "The shape is wrong: got {got}, expected {expected}.",
            got=shown_shape(got.shape),
            expected=shown_shape(shape),
        ),
        hint,
        Difference(got_shape=got.shape, expected_shape=shape, axes=names),
    )


def require_numbers(got: _Array, expected: _Array, hint: Text | None) -> None:
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
    bad = int(np.count_nonzero(~np.isfinite(got)))
    if bad and np.isfinite(expected).all():
        raise CheckFailed(
            say(
                "{bad} of {total} numbers are NaN or infinite.",
                bad=bad,
                total=got.size,
            ),
            hint,
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
        tolerance = max(_TOLERANCE.get(array.dtype.name, _EXACT) for array in (got, expected))
    wide = np.result_type(expected.dtype, np.float64)
    want, have = expected.astype(wide), got.astype(wide)
    with np.errstate(invalid="ignore", over="ignore"):  # infinite numbers must be equal
        distance = np.abs(have - want)
        allowed = tolerance * np.maximum(np.abs(want), _rms(want))
    equal = (have == want) | (np.isnan(have) & np.isnan(want))
    wrong = ~(equal | (np.isfinite(want) & (distance <= allowed)))  # NaN is never close
    if not wrong.any():
        return
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    difference = Difference(
        got_shape=got.shape,
        expected_shape=expected.shape,
        axes=axis_names(axes, got.ndim),
        first_index=first,
        wrong=int(wrong.sum()),
        total=got.size,
        largest=float(f"{float(distance[wrong].max()):.1e}"),
    )
    raise CheckFailed(_values_differ(difference), hint, difference)


def _rms(array: _Array) -> float:
    """Root mean square of the finite numbers; divided first, for squares may overflow."""
    finite = np.abs(array[np.isfinite(array)])
    largest = float(finite.max(initial=0.0))
    return largest * float(np.sqrt(np.mean((finite / largest) ** 2))) if largest else 0.0


def _values_differ(difference: Difference) -> Text:
    if difference.total == 1:
        return say("The value is wrong: it is off by {largest}.", largest=_number(difference))
    where = ", ".join(
        f"{name}={index}"
        for name, index in zip(difference.axes, difference.first_index or (), strict=True)
    )
    return say(
        "{wrong} of {total} values are wrong, the first at [{where}]; "
        "the largest difference is {largest}.",
        wrong=difference.wrong,
        total=difference.total,
        where=where,
        largest=_number(difference),
    )


def _number(difference: Difference) -> str:
    return f"{difference.largest:.2g}"


def shown_shape(shape: tuple[int, ...]) -> str:
    """(2, 3, 8, 7), as numpy prints it."""
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"
