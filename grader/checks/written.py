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
_LEAST_NUMBERS: Final = 2  # of a row, and rows of a matrix, where they are asked for
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
        raise _wrong(f'"{" ".join(_text(answer).split())[:_MOST_WORDS]}"', hint)


def expect_readable(*answers: Answer, form: Form, hint: Text | None = None) -> None:
    """All can be read as numbers, rows, matrices or words; right or wrong is not asked."""
    unreadable = [problem for answer in answers if (problem := _unreadable(answer, form))]
    if unreadable:
        raise CheckFailed(_joined(unreadable), hint)
    missing = [problem for answer in answers if (problem := _missing(answer))]
    if missing:
        raise NotAnsweredError(_joined(missing))


def _text(answer: Answer) -> str:
    if (problem := _missing(answer)) is not None:
        raise NotAnsweredError(problem)
    return answer.short


def _missing(answer: Answer) -> Text | None:
    if answer.problem is None and not answer.text:
        return say("Not answered yet: {id}", id=answer.question)
    return answer.problem


def _unreadable(answer: Answer, form: Form) -> Text | None:
    """Why an answer that is there cannot be read."""
    if _missing(answer) is not None:
        return None
    try:
        _READERS[form](answer.short)
    except UnreadableAnswerError as error:
        return say("{id}: {reason}", id=answer.question, reason=error.message)
    return None


def _joined(sentences: Sequence[Text]) -> Text:
    return Text(en="\n".join(s.en for s in sentences), ko="\n".join(s.ko for s in sentences))


def _row(text: str) -> None:
    row = read_shape(text, ("N",))
    if len(row) < _LEAST_NUMBERS:
        raise UnreadableAnswerError(
            say("Only one number was read, {got}; all numbers are asked for.", got=shown_row(row))
        )


def _matrix(text: str) -> None:
    matrix = read_matrix(text)
    if len(matrix) < _LEAST_NUMBERS:
        raise UnreadableAnswerError(
            say(
                "Only one row was read, {got}. Write each row on a line of its own.",
                got=shown_matrix(matrix),
            )
        )


def _word(text: str) -> None:
    same_words(text, ())


_READERS: Final[dict[Form, Callable[[str], object]]] = {
    "number": read_number,
    "numbers": _row,
    "matrix": _matrix,
    "words": _word,
}


@contextmanager
def _readable(hint: Text | None) -> Iterator[None]:
    try:
        yield
    except UnreadableAnswerError as error:
        raise CheckFailed(error.message, hint) from None


def _slack(expected: float, tolerance: float) -> float:
    return abs(expected) * max(tolerance, _ROUNDING)


def _wrong(got: str, hint: Text | None) -> CheckFailed:
    return CheckFailed(say("Your answer was read as {got}. That is not right.", got=got), hint)
