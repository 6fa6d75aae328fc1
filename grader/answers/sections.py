"""The sections of answers.md: a heading with an id in it, and what stands below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from grader.answers.text import plain

# As in `## 3. output-size`, also bold, with other signs around it, or bold in place of a heading.
_HEADING: Final = re.compile(
    r" {0,3}(?:#{1,6}|(?=\*\*))[ \t]*[*_`]{0,3}(?:(?P<number>\d{1,3})(?:[.)][ \t]*|[ \t]+))?"
    r"[*_`]{0,3}(?P<id>[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*)(?![a-z0-9])"
)
_SIGNS: Final = ("#", "*")  # that a heading begins with
_HEADING_CHARACTERS: Final = 200


@dataclass(frozen=True)
class Heading:
    """A heading that may be a question's."""

    id: str
    line: int  # counted from 1
    number: int | None  # as it is written before the id


@dataclass(frozen=True)
class Section:
    """One heading and the lines below it, up to the next one."""

    id: str
    line: int  # of the heading, counted from 1
    number: int | None  # of the heading
    lines: tuple[str, ...]


def heading(text: str, line: int = 1) -> Heading | None:
    """The heading that a line is, if it is one and has an id.

    >>> heading("### 3) Output_Size: 출력 크기").id, heading("output-size"), heading("# 답")
    ('output-size', None, None)
    """
    start = text[:_HEADING_CHARACTERS]
    if not plain(start.lstrip()[:1]).startswith(_SIGNS):  # most lines: told without the pattern
        return None
    found = _HEADING.match(plain(start).casefold())
    if found is None:
        return None
    number = found["number"]
    return Heading(found["id"].replace("_", "-"), line, int(number) if number else None)


def headings(text: str) -> Iterator[Heading]:
    """Every heading with an id, in order."""
    for number, line in enumerate(text.split("\n"), start=1):
        if (found := heading(line, number)) is not None:
            yield found


def sections(
    text: str, found: Iterable[Heading], question_of: Callable[[Heading], str | None]
) -> Iterator[Section]:
    """The sections of questions; a heading that is no question's belongs to the answer.

    `found` are the text's `headings`.
    """
    lines = text.split("\n")
    starts = [(name, each) for each in found if (name := question_of(each)) is not None]
    ends = [*(each.line - 1 for _, each in starts), len(lines)][1:]
    for (name, each), end in zip(starts, ends, strict=True):
        yield Section(name, each.line, each.number, tuple(lines[each.line : end]))
