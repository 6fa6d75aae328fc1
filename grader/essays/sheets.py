"""The answers to one question, as they lie before a reader: unnamed, the like ones together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from grader.essays.likeness import alike, wording
from grader.ledger import KeptAnswer
from grader.reports import inert

Whose = tuple[str, str]  # student, sha256 of the submission
_HIDDEN: Final = "▮▮▮"  # in place of a student's id within an answer

_LEAST_TELLING: Final = 5  # letters; a shorter id may be any number in an answer


@dataclass(frozen=True)
class Sheet:
    """One student's answer."""

    id: str  # tells nothing of the student
    question: str
    whose: Whose
    text: str
    drawings: int
    group: int = 0  # of answers that say the same
    words: int = 0  # equal where the answers are, word for word


def sheets_of(
    question: str, whose: Iterable[Whose], kept: Mapping[str, KeptAnswer], secret: str
) -> list[Sheet]:
    """The answers of the submissions `whose`; the order is the same each time and no student's.

    `kept` are the answers to this question, by submission.
    """
    order = sorted(whose, key=lambda each: _mixed(question, *each))
    sheets = [
        Sheet(
            id=_mixed(secret, *each),
            question=question,
            whose=each,
            text=_readable(each[0], answer.text),
            drawings=answer.drawings,
        )
        for each in order
        if (answer := kept.get(each[1]))
    ]
    words = {sheet.id: _words(sheet) for sheet in sheets}
    numbers = {each: number for number, each in enumerate(dict.fromkeys(words.values()))}
    groups = [[sheets[member] for member in group] for group in alike([s.text for s in sheets])]
    return [
        replace(sheet, group=number, words=numbers[words[sheet.id]])
        for number, group in enumerate(groups)
        for sheet in sorted(group, key=lambda sheet: numbers[words[sheet.id]])
    ]


def _words(sheet: Sheet) -> str:
    """What makes two answers the same; of a drawing only a person can tell."""
    return f"\0{sheet.id}" if sheet.drawings else wording(sheet.text)


def _readable(student: str, text: str) -> str:
    """What hides or turns letters around is seen; who writes their own id stays unnamed."""
    shown = inert(text, lines=True)
    if len(student) < _LEAST_TELLING:
        return shown
    return re.sub(rf"(?<![0-9A-Za-z]){re.escape(student)}(?![0-9A-Za-z])", _HIDDEN, shown)


def _mixed(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()
