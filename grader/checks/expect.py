"""What a check may expect of a student's answer.

Every function here either returns None or ends the check with a reason that a student can
read. None of them calls a method of what the student returned: it is plain data by then.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from grader.checks import compare
from grader.checks.compare import CheckFailed, array_of
from grader.checks.proxy import Remote, fetch, kind_of
from grader.checks.words import is_few_numbers
from grader.errors import StudentRaised
from grader.text import Text, say

_Array = npt.NDArray[Any]
Axes = Sequence[str] | None
_REAL = (int, float, np.integer, np.floating)
# Of a central difference: what is left of float32 after a step of 1e-5 is noise.
_STEP_AND_TOLERANCE: Final = {"float64": (1e-5, 1e-5), "float32": (1e-3, 1e-2)}


def expect_shape(
    got: Any, shape: tuple[int, ...], *, axes: Axes = None, hint: Text | None = None
) -> None:
    """`got` is an array of exactly this shape. `axes` names the axes, one letter each."""
    torch = sys.modules.get("torch")
    is_tensor = torch is not None and isinstance(got, torch.Tensor)
    array = array_of(got, got if is_tensor else np.empty(shape), hint)
    compare.require_shape(array, tuple(shape), axes, hint)


def expect_close(
    got: Any,
    expected: Any,
    *,
    axes: Axes = None,
    tolerance: float | None = None,
    hint: Text | None = None,
) -> None:
    """`got` equals `expected` up to rounding: type, shape, dtype, finite, then every value.

    The tolerance is relative to max(|expected|, root mean square of expected); by default
    1e-7 for float64 and 1e-3 for float32 answers.
    """
    array = array_of(got, expected, hint)
    wanted = np.asarray(expected.detach() if hasattr(expected, "detach") else expected)
    compare.require_shape(array, wanted.shape, axes, hint)
    compare.require_numbers(array, wanted, hint)
    compare.require_values(array, wanted, axes, tolerance, hint)


def expect_equal(
    got: Any, expected: Any, *, call: str | None = None, hint: Text | None = None
) -> None:
    """`got` is the same number, text, tuple, list or dict; 6.0 counts as 6.

    `call` is the source of a call whose inputs students have (a statement's example): then
    the report shows it with both results. Without it neither is shown.
    """
    if _same(got, expected):
        return
    if got is not None and call is not None:
        raise _wrong_call(call, _shown(got), _shown(expected), hint)
    if got is None or _kind(got) != _kind(expected):
        raise compare.wrong_kind(got, type(expected).__name__, hint)
    message = say("Your code returned a wrong value for an input that is not shown.")
    raise CheckFailed(message, hint)


@contextmanager
def expect_raises(kind: type[Exception], *, hint: Text | None = None) -> Iterator[None]:
    """The student's code raises this exception, or one derived from it."""
    try:
        yield
    except StudentRaised as error:
        if error.kind != "NotImplementedError" and kind.__name__ in (error.kind, *error.bases):
            return
        raise
    raise CheckFailed(say("No error was raised, expected {kind}.", kind=kind.__name__), hint)


def expect_unchanged(held: Remote, original: _Array, *, hint: Text | None = None) -> None:
    """What was put into the worker with `hold` still has its values."""
    now = fetch(held)
    if type(now) is np.ndarray and np.array_equal(now, original):
        return
    raise CheckFailed(
        say("Your code wrote into the array it was given. Work on a copy."), hint
    )


def expect_gradient(
    forward: Callable[[_Array], Any],
    *,
    at: _Array,
    gradient: Any,
    cotangent: _Array,
    rng: np.random.Generator,
    directions: int = 3,
    axes: Axes = None,
    hint: Text | None = None,
) -> None:
    """`gradient` is the derivative of sum(forward(x) * cotangent) with respect to x, at `at`.

    Compared along random directions v with central differences,
    (L(x + hv) - L(x - hv)) / 2h = <gradient, v>, with h and the tolerance of the dtype in
    which forward answers; two calls a direction and one more.
    """
    analytic = array_of(gradient, at, hint)
    compare.require_shape(analytic, at.shape, axes, hint)
    compare.require_numbers(analytic, at, hint)
    dtype = _answer(forward, at, cotangent, hint).dtype.name
    step, tolerance = _STEP_AND_TOLERANCE.get(dtype, _STEP_AND_TOLERANCE["float64"])
    for _ in range(directions):
        v = rng.normal(size=at.shape)
        change = _answer(forward, at + step * v, cotangent, hint).astype(np.float64)
        change -= _answer(forward, at - step * v, cotangent, hint)
        numeric = float((change * cotangent).sum()) / (2 * step)
        claimed = float((analytic * v).sum())
        scale = float(np.linalg.norm(analytic) + abs(numeric)) or 1.0
        if not abs(numeric - claimed) <= tolerance * scale:  # so that NaN fails
            raise CheckFailed(_gradient_differs(claimed, numeric), hint)


def _answer(
    forward: Callable[[_Array], Any], x: _Array, cotangent: _Array, hint: Text | None
) -> _Array:
    y = array_of(forward(x), cotangent, hint)
    compare.require_shape(y, cotangent.shape, None, hint)
    compare.require_numbers(y, cotangent, hint)  # NaN would fit every gradient
    return y


def _gradient_differs(claimed: float, numeric: float) -> Text:
    ratio = claimed / numeric if numeric else float("inf")
    return say(
        "The gradient does not fit your own forward: along a random direction it is "
        "{ratio} times what forward really changes.",
        ratio=f"{ratio:.3g}",
    )


def _same(got: Any, expected: Any) -> bool:
    if type(expected) is bool or type(got) is bool:
        return type(got) is bool and got is expected
    if isinstance(expected, (int, float)):
        return isinstance(got, _REAL) and math.isclose(got, expected, rel_tol=1e-9)
    if type(expected) in (tuple, list):
        return (
            type(got) in (tuple, list)
            and len(got) == len(expected)
            and all(map(_same, got, expected))
        )
    if type(expected) is dict:
        return (
            type(got) is dict
            and got.keys() == expected.keys()
            and all(_same(got[key], expected[key]) for key in expected)
        )
    return type(got) is type(expected) and bool(np.all(got == expected))


def _kind(value: Any) -> str:
    return "number" if isinstance(value, _REAL) else kind_of(value)


def _wrong_call(call: str, got: str, expected: str, hint: Text | None) -> CheckFailed:
    if is_few_numbers(got):
        sentence = say(
            "{call} returned {got}, expected {expected}.", call=call, got=got, expected=expected
        )
        return CheckFailed(sentence, hint)
    sentence = say(
        "{call} returned something else, expected {expected}.", call=call, expected=expected
    )
    return CheckFailed(sentence, hint, said=got)


def _shown(value: Any) -> str:
    if isinstance(value, Remote):
        return kind_of(value)
    return repr(value.item() if isinstance(value, np.number) else value)[:80]
