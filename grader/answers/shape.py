"""A shape or another short row of numbers: (N, 16, 15, 10), 6 x 7, 높이 6, 너비 7."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from grader.answers.number import one_line
from grader.answers.text import UnreadableAnswerError
from grader.text import say

_NUMBER: Final = r"(?<![\d.])-?\d{1,15}(?:\.\d{1,15})?"
_ENTRY: Final = re.compile(rf"{_NUMBER}|[a-z]{{1,20}}", re.IGNORECASE)
# A bracket around a row, not one around a part of the working such as (20 + 2 - 3).
_BRACKETS: Final = re.compile(
    r"[(\[{][ ]?((?:[\w.]{1,20}[ ]?)(?:(?:[,x*][ ]?|(?<=[ ]))[\w.]{1,20}[ ]?){1,9}),?[ ]?[)\]}]",
    re.IGNORECASE,
)
# Without spaces, as in Nx16x15x10.
_CROSS: Final = re.compile(r"(?<=\d)x(?=[a-z](?![a-z]))|(?<=(?<![a-z])[a-z])x(?=\d)", re.IGNORECASE)
_ASIDE: Final = re.compile(r"\((?=[^()]*(?:[가-힣]|[a-z]{2}))[^()\d]*\)", re.IGNORECASE)

Entry = float | str


def read_shape(answer: str, symbols: Collection[str] = ()) -> tuple[Entry, ...]:
    """The entries of a shape in order: numbers, and letters that are among `symbols`.

    The last bracket counts if there is one, but not one of words alone. A comma always
    separates, so 1,024 is two entries. Raises UnreadableAnswerError where there is no entry.
    """
    text = _CROSS.sub(",", _ASIDE.sub(" ", one_line(answer)))
    known = {symbol.casefold(): symbol for symbol in symbols}
    brackets = _BRACKETS.findall(text)
    row = _row(brackets[-1] if brackets else text.rpartition("=")[2], known)
    if len(row) < 2:  # as in H = 6, W = 7
        row = _row(text, known)
    if not row:
        raise UnreadableAnswerError(
            say("There is no number in the answer; write it in digits, such as 12.")
        )
    return row


def shown_row(row: tuple[Entry, ...]) -> str:
    """(N, 6, 7)."""
    return f"({', '.join(entry if isinstance(entry, str) else f'{entry:g}' for entry in row)})"


def _row(text: str, symbols: dict[str, str]) -> tuple[Entry, ...]:
    entries = (
        float(found) if found[-1].isdigit() else symbols.get(found.casefold())
        for found in _ENTRY.findall(text)
    )
    return tuple(entry for entry in entries if entry is not None)
