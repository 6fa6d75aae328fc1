"""Written answers: answers.md taken apart, and what students write read as they mean it.

Nothing here knows what is right; everything is pure and takes time linear in the text.
"""

from __future__ import annotations

from grader.answers.answer import Answer, Answers, questions_in, read_answers
from grader.answers.drawing import is_image
from grader.answers.essay import Drawing, WrittenAnswer
from grader.answers.matrix import read_matrix, shown_matrix
from grader.answers.number import Quantity, read_number
from grader.answers.shape import read_shape, shown_row
from grader.answers.text import UnreadableAnswerError, decoded, squeezed
from grader.answers.words import same_words

__all__ = [
    "Answer",
    "Answers",
    "Drawing",
    "Quantity",
    "UnreadableAnswerError",
    "WrittenAnswer",
    "decoded",
    "is_image",
    "questions_in",
    "read_answers",
    "read_matrix",
    "read_number",
    "read_shape",
    "same_words",
    "shown_matrix",
    "shown_row",
    "squeezed",
]
