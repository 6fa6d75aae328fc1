"""What a check may expect of a written answer.

What was read is told to the student, and never what is right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Literal

from grader.answers import (
    Answer,
    UnreadableAnswerError,
    read_matrix,
    read_number,
    read_shape,
    same_words,
    shown_matrix,
    shown_row,
)
from grader.checks.compare import CheckFailed
from grader.text import Text, say

Unit = Literal["times", "percent", "pixels", "count"]
Form = Literal["number", "numbers", "matrix", "words"]

_ROUNDING: Final = 1e-9  # of decimal numbers in binary
_MOST_WORDS: Final = 60  # characters of a short answer in words
_UNIT_NAMES: Final = {
    "times": say("times"),
    "percent": say("percent"),
    "pixels": say("pixels"),
    "count": say("a count"),
}


class NotAnsweredError(AssertionError):
    """There is no answer to grade."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def expect_number(
    answer: Answer,
    expected: float,
    *,
    tolerance: float = 0.0,
    unit: Unit | None = None,
    hint: Text | None = None,
) -> None:
    """The answer is one number, within `tolerance` (relative to `expected`).

    A unit may be left out; another one than `unit` is wrong and is named. Without `unit`
    any will do, and a percentage counts as the hundredth.
    """
    with _readable(hint):
        got = read_number(_text(answer))
    if unit is not None and got.unit not in (None, unit):
        raise CheckFailed(
            say(
                "Your answer was read as {answer}. The unit is wrong: got {got}, expected "
                "{expected}.",
                answer=got,
                got=_UNIT_NAMES[got.unit],
                expected=_UNIT_NAMES[unit],
            ),
            hint,
        )
    value = got.value / 100 if got.unit == "percent" != unit else got.value
    if not math.isclose(value, expected, rel_tol=0.0, abs_tol=_slack(expected, tolerance)):
        raise _wrong(str(got), hint)


def expect_numbers(
    answer: Answer, expected: Sequence[float | str], *, hint: Text | None = None
) -> None:
    """The answer is a shape or another short row; letters such as N stand for themselves."""
    symbols = [entry for entry in expected if isinstance(entry, str)]
    with _readable(hint):
        got = read_shape(_text(answer), symbols)
    if got != tuple(expected):
        raise _wrong(shown_row(got), hint)


def expect_matrix(
    answer: Answer, expected: Sequence[Sequence[float]], *, hint: Text | None = None
) -> None:
    """The answer is this matrix, in brackets, on lines or in a table."""
    with _readable(hint):
        got = read_matrix(_text(answer))
    if got != tuple(tuple(row) for row in expected):
        raise _wrong(shown_matrix(got), hint)


def expect_words(answer: Answer, accepted: Collection[str], *, hint: Text | None = None) -> None:
    """The answer is one of the accepted spellings; case, spaces and Korean endings do not count."""
    with _readable(hint):
        same = same_words(_text(answer), accepted)
    if not same:
        raise _wrong(" ".join(_text(answer).split())[:_MOST_WORDS], hint)


def expect_readable(answer: Answer, form: Form, *, hint: Text | None = None) -> None:
    """The answer can be read as a number, a row, a matrix or words; right or wrong is not asked."""
    read = _READERS[form]
    with _readable(hint, answer.id):
        read(_text(answer))


def _text(answer: Answer) -> str:
    if answer.problem is not None:
        raise NotAnsweredError(answer.problem)
    if not answer.text:
        raise NotAnsweredError(say("Not answered yet: {id}", id=answer.id))
    return answer.short


def _word(text: str) -> None:
    same_words(text, ())


_READERS: Final[dict[Form, Callable[[str], object]]] = {
    "number": read_number,
    "numbers": lambda text: read_shape(text, ("N",)),
    "matrix": read_matrix,
    "words": _word,
}


@contextmanager
def _readable(hint: Text | None, question: str = "") -> Iterator[None]:
    try:
        yield
    except UnreadableAnswerError as error:
        message = error.message
        if question:
            message = say("{id}: {reason}", id=question, reason=message)
        raise CheckFailed(message, hint) from None


def _slack(expected: float, tolerance: float) -> float:
    return abs(expected) * max(tolerance, _ROUNDING)


def _wrong(got: str, hint: Text | None) -> CheckFailed:
    return CheckFailed(say("Your answer was read as {got}. That is not right.", got=got), hint)
