"""Verdicts reached again, held back until somebody has seen who would move."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import msgspec

from grader.answers import WrittenAnswer
from grader.batch.book import Book
from grader.ledger import Entry, KeptExtension, Key, Status
from grader.records import ExerciseResult, Outcome

_PASSED = (Outcome.PASSED, Outcome.SKIPPED)


class Why(Enum):
    """What made an exercise run again."""

    CHECKS = "checks"  # or its reference, misconceptions, limits, secret, or what it builds on
    ENVIRONMENT = "environment"
    ASKED = "asked"
    NEW = "new"  # there was no result of it


@dataclass(frozen=True)
class Change:
    """One exercise that was graded again, and whose checks end differently."""

    name: str
    why: Why
    before: float | None  # score
    after: float
    pass_now: tuple[str, ...]  # ids of checks
    fail_now: tuple[str, ...]


@dataclass(frozen=True)
class Move:
    """One submission whose verdict would change."""

    student: str
    before: float | None  # score after lateness; None: it had no verdict
    after: float
    changes: tuple[Change, ...]
    factors: tuple[float, float] | None = None  # before, after; None: as late as it was

    @property
    def by(self) -> float:
        """Points won, or lost if negative."""
        return self.after - (self.before or 0.0)


class Draft:
    """A book that hands on what it was given only when told to.

    Entries are packed: a class's records must not fill the memory.
    """

    def __init__(self) -> None:
        self.moves: list[Move] = []
        self.graded = 0  # submissions that ran again, moved or not
        self.faults: list[Entry] = []  # of ours: what has counted until now stands
        self._extensions: Sequence[KeptExtension] = ()
        self._packed: list[bytes] = []
        self._kept: list[tuple[str, str, tuple[WrittenAnswer, ...]]] = []

    def claim(self, key: Key) -> bool:
        """Nothing is recorded yet, so nobody is kept from anything."""
        del key
        return True

    def keep(self, assignment: str, sha256: str, written: tuple[WrittenAnswer, ...]) -> None:
        if written:
            self._kept.append((assignment, sha256, written))

    def extend(self, extensions: Sequence[KeptExtension]) -> None:
        self._extensions = extensions

    def record(self, entry: Entry, before: Entry | None = None) -> bool:
        if entry.status is Status.FAULT:
            self.faults.append(entry)
            return True
        self.graded += 1
        self._packed.append(zlib.compress(msgspec.json.encode(entry)))
        move = move_of(before, entry)
        if before is None or move.changes or move.by or move.factors:
            self.moves.append(move)
        return True

    def renew(self) -> None:
        """Nothing is held."""

    def release(self) -> None:
        """Nothing is held."""

    @property
    def is_empty(self) -> bool:
        """There is nothing to hand on."""
        return not self.graded and not self._extensions

    def apply(self, book: Book) -> int:
        """Hand everything on; how many were new to the book. What it had stays in its history."""
        book.extend(self._extensions)
        for kept in self._kept:
            book.keep(*kept)
        return sum(book.record(entry) for entry in self._entries())

    def _entries(self) -> Iterator[Entry]:
        for packed in self._packed:
            yield msgspec.json.decode(zlib.decompress(packed), type=Entry)


def move_of(before: Entry | None, after: Entry) -> Move:
    """What a new verdict changes for its student."""
    old = _results(before)
    changes = (
        _change(result, old.get(result.name), _why(result.name, before, after))
        for result in _results(after).values()
    )
    return Move(
        student=after.key.student,
        before=_score(before) if before else None,
        after=_score(after),
        changes=tuple(
            c for c in changes if (c.before or 0.0) != c.after or c.pass_now or c.fail_now
        ),
        factors=_factors(before, after) if before else None,
    )


def _factors(before: Entry, after: Entry) -> tuple[float, float] | None:
    both = before.lateness_factor, after.lateness_factor
    return both if both[0] != both[1] else None


def _results(entry: Entry | None) -> dict[str, ExerciseResult]:
    record = entry.record if entry else None
    return {result.name: result for result in record.exercises} if record else {}


def _score(entry: Entry) -> float:
    return entry.record.score * entry.lateness_factor if entry.record else 0.0


def _change(after: ExerciseResult, before: ExerciseResult | None, why: Why) -> Change:
    passed_before, passed_now = _passed(before), _passed(after)
    seen = {check.id for check in before.checks} if before else set()
    return Change(
        name=after.name,
        why=why,
        before=before.score if before else None,
        after=after.score,
        pass_now=tuple(sorted(passed_now - passed_before)) if before else (),
        fail_now=tuple(sorted((passed_before - passed_now) & seen)),
    )


def _passed(result: ExerciseResult | None) -> set[str]:
    return {c.id for c in result.checks if c.outcome in _PASSED} if result else set()


def _why(name: str, before: Entry | None, after: Entry) -> Why:
    if before is None or name not in before.exercises:
        return Why.NEW
    if before.key.environment_sha256 != after.key.environment_sha256:
        return Why.ENVIRONMENT
    if before.exercises[name] != after.exercises[name]:
        return Why.CHECKS
    return Why.ASKED
