"""Whose a thing is, from its name alone; never from what is inside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from grader.roster.labels import Label
from grader.roster.students import Student, same

_TOKEN: Final = re.compile(r"[^\W_]+")
_STUDENT_NUMBER: Final = re.compile(r"[a-z]{0,2}\d{6,12}")

Tokens = tuple[str, ...]


class Identities(Protocol):
    """Who is who."""

    def of(self, label: Label) -> Sequence[str]:
        """Ids of all whom the label may mean: one is an answer."""

    def is_named(self, label: Label) -> bool:
        """The label names a student, and not just something."""


class FromRoster:
    """Ids that the roster has, found whole in the name; else the learning system's, else names."""

    def __init__(self, roster: Iterable[Student]) -> None:
        self._ids = _Index()
        self._aliases = _Index()
        self._names = _Index()
        for student in roster:
            self._ids.add(tokens(student.id), student.id)
            for alias in student.aliases:
                self._aliases.add(tokens(alias), student.id)
            for turned in _turns(tokens(student.name)):
                self._names.add(turned, student.id)
                self._names.add(("".join(turned),), student.id)

    def of(self, label: Label) -> Sequence[str]:
        """A learning system gives both a number and a name: two that disagree are two answers."""
        said = tokens(f"{label.name} {label.number}")
        numbers = self._ids.within(said) or self._aliases.within(said)
        names = {
            name for turned in _turns(tokens(label.name)) for name in self._names.within(turned)
        }
        if not numbers or len(numbers) > 1:
            return sorted(numbers or names)
        return sorted(numbers | names if label.from_lms and not numbers & names else numbers)

    def is_named(self, label: Label) -> bool:
        return bool(self.of(label))


class FromNames:
    """Without a roster: a student number in the name, the learning system's, or the whole name."""

    def of(self, label: Label) -> Sequence[str]:
        if numbers := self._numbers(label):
            return numbers
        if label.from_lms:
            return [label.number]
        return [] if label.is_loose else [label.name]

    def is_named(self, label: Label) -> bool:
        return label.from_lms or bool(self._numbers(label))

    def _numbers(self, label: Label) -> list[str]:
        return sorted({t for t in tokens(label.name) if _STUDENT_NUMBER.fullmatch(t)})


class _Index:
    """Sequences of tokens, looked up wherever they stand in a longer one."""

    def __init__(self) -> None:
        self._known: dict[Tokens, set[str]] = defaultdict(set)
        self._lengths: set[int] = set()

    def add(self, words: Tokens, identity: str) -> None:
        """Remember what `identity` is called."""
        if words:
            self._known[words].add(identity)
            self._lengths.add(len(words))

    def within(self, said: Tokens) -> set[str]:
        """All who are called by some of these words."""
        windows = (said[at : at + n] for n in self._lengths for at in range(len(said) - n + 1))
        return {identity for words in windows for identity in self._known.get(words, ())}


def tokens(text: str) -> Tokens:
    """Runs of letters and digits, in the form in which ids are compared."""
    return tuple(_TOKEN.findall(same(text)))


def _turns(words: Tokens) -> list[Tokens]:
    """A name in each order in which given and family name may be written."""
    return [words[at:] + words[:at] for at in range(len(words))]
