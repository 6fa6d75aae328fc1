"""A small matrix: [[1, 2], [3, 4]], rows on lines, 1 2; 3 4, a table, or LaTeX's rows."""

from __future__ import annotations

import re
from typing import Final

from grader.answers.number import MOST_CHARACTERS
from grader.answers.text import UnreadableAnswerError, plain
from grader.text import say

_NUMBER: Final = re.compile(r"(?<![\w.])-?\d{1,15}(?:\.\d{1,15})?(?![\w])")
_NAMED: Final = re.compile(
    r"^[ \t]*[a-z]\w{0,20}[ \t]*=|\\(?:begin|end)\{\w{1,20}\}", re.IGNORECASE | re.MULTILINE
)

_NEXT_ROW: Final = re.compile(r"\][ ,\n]*\[|\[[ \n]*\[")

Matrix = tuple[tuple[float, ...], ...]


def read_matrix(answer: str) -> Matrix:
    """The rows of a matrix; raises UnreadableAnswerError where no numbers are in rows."""
    text = _NAMED.sub(" ", plain(answer[: 4 * MOST_CHARACTERS]))
    if _NEXT_ROW.search(text):
        rows = text.replace("\n", " ").split("]")
    else:
        rows = re.split(r"\n|;|\\\\|[ ]/[ ]", text)
    numbers = tuple(tuple(map(float, _NUMBER.findall(row.replace("&", " ")))) for row in rows)
    matrix = tuple(row for row in numbers if row)
    if not matrix:
        raise UnreadableAnswerError(
            say("There is no number in the answer; write it in digits, such as 12.")
        )
    if len({len(row) for row in matrix}) > 1:
        raise UnreadableAnswerError(
            say(
                "The rows of the matrix have different lengths ({got}). Write one row on each "
                "line and nothing else.",
                got=", ".join(str(len(row)) for row in matrix),
            )
        )
    return matrix


def shown_matrix(matrix: Matrix) -> str:
    """[[1, 2], [3, 4]]."""
    rows = (", ".join(f"{number:g}" for number in row) for row in matrix)
    return f"[{', '.join(f'[{row}]' for row in rows)}]"
