"""What a student wrote below each question, told apart from the question itself."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from grader.answers.sections import Heading, Section, headings, sections
from grader.answers.text import plain, squeezed
from grader.text import Text, say

_QUOTE: Final = re.compile(r"[ \t]{0,8}>")
_WORD: Final = "(?:정답|답안|답변|답|answer|ans|a)"
_PREFIX: Final = re.compile(
    rf"[ \t>*_`\-]{{0,8}}{_WORD}(?:[ \t]*/[ \t]*{_WORD})?[*_` \t]{{0,4}}[:=][*_` \t]{{0,8}}",
    re.IGNORECASE,
)
_LIKE: Final = 0.85  # how much a mistyped id must resemble the right one
_MOST_MISTYPED: Final = 20
_LEAST_QUOTED: Final = 12  # letters; a quoted "> 4" is an answer, whatever the question says


@dataclass(frozen=True)
class Answer:
    """One answer; `problem` says why there is none that can be graded."""

    id: str
    text: str  # without the question; empty where nothing is written
    problem: Text | None = None  # a missing or doubled heading
    number: int | None = None  # of the question in the template

    @property
    def question(self) -> str:
        """What a student finds the question by: 8. conv-macs."""
        return self.id if self.number is None else f"{self.number}. {self.id}"

    @property
    def short(self) -> str:
        """What follows the last "Answer:", or everything: working may stand above it."""
        lines = self.text.split("\n")
        for number in reversed(range(len(lines))):
            marked = _unmarked(lines[number])
            if marked is not None and (rest := "\n".join([marked, *lines[number + 1 :]]).strip()):
                return rest
        return self.text


class Answers(Mapping[str, Answer]):
    """All answers of a submission by the question's id, in the template's order."""

    def __init__(self, answers: Mapping[str, Answer], notes: tuple[Text, ...] = ()) -> None:
        self._answers = dict(answers)
        self.notes = notes  # worth saying, costs nothing

    def __getitem__(self, question: str) -> Answer:
        return self._answers[question]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)


def read_answers(text: str, template: str) -> Answers:
    """The answers in `text`, a filled copy of `template`; both as `decoded` gives them.

    In the template the numbered headings are questions. In the copy the number may be
    missing, and an id that is slightly mistyped is taken for the missing one, with a note.
    """
    questions, found = _questions(template), list(headings(text))
    mistyped = _mistyped(found, set(questions))
    names = {name: name for name in questions} | {h.id: name for h, name in mistyped}
    written: dict[str, list[Section]] = {name: [] for name in questions}
    for section in sections(text, found, lambda h: names.get(h.id)):
        written[section.id].append(section)
    answers = {name: _answer(question, written[name]) for name, question in questions.items()}
    notes = (
        say(
            "Line {line}: the id {got} was taken for {expected}.",
            line=each.line,
            got=each.id,
            expected=name,
        )
        for each, name in mistyped
    )
    return Answers(answers, tuple(notes))


def questions_in(template: str) -> dict[str, Section]:
    """The questions of a template by id, in their order."""
    return {section.id: section for section in sections(template, headings(template), _numbered)}


@lru_cache(maxsize=2)  # a class fills one template
def _questions(template: str) -> Mapping[str, _Question]:
    return {name: _Question.of(section) for name, section in questions_in(template).items()}


def _numbered(heading: Heading) -> str | None:
    return None if heading.number is None else heading.id


def _mistyped(found: Sequence[Heading], questions: set[str]) -> list[tuple[Heading, str]]:
    """Numbered headings that are no question's, each with the missing one that it resembles."""
    missing = questions - {each.id for each in found}
    strange = [each for each in found if each.number is not None and each.id not in questions]
    pairs = []
    for each in strange[:_MOST_MISTYPED]:
        near = difflib.get_close_matches(each.id[:80], missing, 1, _LIKE)
        if near:
            missing.remove(near[0])
            pairs.append((each, near[0]))
    return pairs


def _answer(question: _Question, written: list[Section]) -> Answer:
    if not written:
        problem = say("There is no heading with the id {id}. Put it back: ## {id}", id=question.id)
        return Answer(question.id, "", problem, question.number)
    answered = [(each.line, text) for each in written if (text := question.answer_in(each))]
    if len(answered) < 2:
        text = answered[0][1] if answered else ""
        return Answer(question.id, text, number=question.number)
    problem = say(
        "{id} is answered {got} times (headings on lines {lines}), expected once. Keep one.",
        id=question.id,
        got=len(answered),
        lines=", ".join(str(line) for line, _ in answered),
    )
    return Answer(question.id, "", problem, question.number)


@dataclass(frozen=True)
class _Question:
    """The template's section, in the ways in which it is met again."""

    id: str
    number: int | None
    lines: frozenset[str]  # as they are, and but for white space
    words: str

    @classmethod
    def of(cls, section: Section) -> _Question:
        lines = {*section.lines, *map(_same, section.lines)}
        words = squeezed("\n".join(section.lines))
        return cls(section.id, section.number, frozenset(lines), words)

    def answer_in(self, section: Section) -> str:
        """The lines that are not the question's; one that was wrapped anew is still its own."""
        kept = [line for line in section.lines if not line.strip() or not self._has(line)]
        quoted = squeezed("\n".join(line for line in kept if _QUOTE.match(line)))
        if len(quoted) >= _LEAST_QUOTED and quoted in self.words:
            kept = [line for line in kept if not _QUOTE.match(line)]
        answer = "\n".join(line.rstrip() for line in kept).strip("\n")
        return "" if _says_nothing(answer) else answer

    def _has(self, line: str) -> bool:
        return line in self.lines or _same(line) in self.lines  # most lines are as they were


def _same(line: str) -> str:
    return " ".join(plain(line).split())


def _says_nothing(answer: str) -> bool:
    """Only prefixes, fences and signs are left."""
    for line in answer.split("\n"):
        rest = _unmarked(line)
        if squeezed(line if rest is None else rest):
            return False
    return True


def _unmarked(line: str) -> str | None:
    """What follows "Answer:" at the beginning of a line; None where there is none."""
    found = _PREFIX.match(plain(line[:80]))
    return None if found is None else plain(line)[found.end() :]
