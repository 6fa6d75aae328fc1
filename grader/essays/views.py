"""What the page of essays is told, and what it tells; plain data, no student's name in it."""

from __future__ import annotations

from datetime import datetime

import msgspec

from grader.text import Text


class _View(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class ItemView(_View, frozen=True):
    """One line of a rubric."""

    id: str
    points: float
    text: Text


class QuestionView(_View, frozen=True):
    """One question across all students."""

    id: str
    title: Text
    points: float
    asked: str  # the question's own words, as students have them
    items: tuple[ItemView, ...]
    terms: tuple[str, ...]  # to be highlighted
    answers: int
    decided: int


class MarkView(_View, frozen=True):
    """The decision that counts now."""

    items: tuple[str, ...]
    adjustment: float
    comment: str
    person: str
    at: datetime
    score: float | None  # None: the rubric has lost an item of it, so it counts no more


class AnswerView(_View, frozen=True):
    """One student's answer."""

    id: str  # means something to this run of the program alone
    text: str
    drawings: int
    group: int  # answers that say the same have the same number, and follow one another
    words: int  # equal where answers are, word for word
    mark: MarkView | None
    decisions: int  # so far, with those taken back


class Decision(_View, frozen=True):
    """What a person decides on some answers, all at once or not at all."""

    question: str
    answers: dict[str, int]  # id -> how many decisions on it the person has seen
    items: tuple[str, ...] = ()
    adjustment: float = 0.0
    comment: str = ""
    withdrawn: bool = False  # the answer waits again
