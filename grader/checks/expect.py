"""What a check may expect of a student's answer.

Every function here either returns None or ends the check with a reason that a student can
read. None of them calls a method of what the student returned: it is plain data by then.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.checks import compare
from grader.checks.compare import CheckFailed, array_of
from grader.checks.proxy import Remote, fetch, kind_of
from grader.checks.words import is_few_numbers
from grader.errors import StudentRaised
from grader.text import Text, say
from grader.triage import Windows

_Array = npt.NDArray[Any]
Axes = Sequence[str] | None
_REAL = (int, float, np.integer, np.floating)


def expect_shape(
    got: Any,
    shape: tuple[int, ...],
    *,
    axes: Axes = None,
    windows: Windows | None = None,
    hint: Text | None = None,
) -> None:
    """`got` is an array of exactly this shape. `axes` names the axes, one letter each.

    `windows` tells for some axes which windows they count, e.g. {"h": Window(7, 3, 2, 1)}:
    then a wrong size is explained by the formula with these numbers.
    """
    torch = sys.modules.get("torch")
    is_tensor = torch is not None and isinstance(got, torch.Tensor)
    array = array_of(got, got if is_tensor else np.empty(shape), hint)
    compare.require_shape(array, tuple(shape), axes, hint, windows=windows)


def expect_close(
    got: Any,
    expected: Any,
    *,
    axes: Axes = None,
    windows: Windows | None = None,
    tolerance: float | None = None,
    name: str | None = None,
    hint: Text | None = None,
) -> None:
    """`got` equals `expected` up to rounding: type, shape, dtype, finite, then every value.

    The tolerance is relative to max(|expected|, root mean square of expected); by default
    1e-7 for float64 and 1e-3 for float32 answers. `windows` is that of `expect_shape`. `name`
    is what students call `got`, where a check looks at several things.
    """
    with _named(name):
        array = array_of(got, expected, hint)
        wanted = np.asarray(expected.detach() if hasattr(expected, "detach") else expected)
        compare.require_shape(array, wanted.shape, axes, hint, windows=windows, expected=wanted)
        compare.require_numbers(array, wanted, hint, axes)
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
def expect_raises(
    kind: type[Exception], *, call: str | None = None, hint: Text | None = None
) -> Iterator[None]:
    """The student's code raises this exception, or one derived from it.

    `call` is what the report calls it; f(...) where students do not have the inputs.
    """
    try:
        yield
    except StudentRaised as error:
        if error.kind != "NotImplementedError" and kind.__name__ in (error.kind, *error.bases):
            return
        raise
    sentence = say("No error was raised, expected {kind}.", kind=kind.__name__)
    if call is not None:
        sentence = say("{call} raised no error, expected {kind}.", call=call, kind=kind.__name__)
    raise CheckFailed(sentence, hint)


def expect_unchanged(held: Remote, original: _Array, *, hint: Text | None = None) -> None:
    """What was put into the worker with `hold` still has its values."""
    now = fetch(held)
    if type(now) is np.ndarray and np.array_equal(now, original):
        return
    raise CheckFailed(say("Your code wrote into the array it was given. Work on a copy."), hint)


@contextmanager
def _named(name: str | None) -> Iterator[None]:
    try:
        yield
    except CheckFailed as failed:
        if name is not None:
            failed.message = say("{name}: {reason}", name=name, reason=failed.message)
        raise


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
