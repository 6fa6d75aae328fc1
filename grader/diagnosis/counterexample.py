"""The smallest case on which a student's code is wrong, worked out beside what is right.

The cases are public, and they run in a fresh worker that has seen no hidden check: whatever
the student's code answers, it holds nothing that the student may not know.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import numpy as np
from msgspec.structs import replace

from grader.assignment import Exercise
from grader.checks.bench import Bench
from grader.checks.proxy import Remote, kind_of
from grader.diagnosis.drawn import seeded
from grader.diagnosis.known import Known
from grader.diagnosis.sameness import close, same
from grader.diagnosis.small import Case
from grader.diagnosis.snippet import as_value, snippet
from grader.errors import GradeError, StudentRaised, WorkerError
from grader.records import CheckResult, Counterexample, Outcome
from grader.sandbox.transcript import Transcript

_SHOWABLE = (Outcome.FAILED, Outcome.CRASHED)
_SEED = 0  # of every case, for the student and for whom they are compared with
_MOST_CHARACTERS = 200  # of an exception's text


@dataclass(frozen=True)
class Answer:
    """What an implementation made of a case: a value, or an exception."""

    value: Any = None
    raised: str = ""  # the exception's class
    text: str = ""

    def is_like(self, other: Answer) -> bool:
        """Equal values up to rounding, or the same kind of exception."""
        if self.raised or other.raised:
            return self.raised == other.raised
        return same(self.value, other.value)

    def __str__(self) -> str:
        if self.raised:
            return f"{self.raised}: {self.text[:_MOST_CHARACTERS]}".removesuffix(": ")
        return kind_of(self.value) if isinstance(self.value, Remote) else as_value(self.value)


@dataclass(frozen=True)
class Wrong:
    """A case on which an implementation is wrong."""

    case: Case
    got: Answer
    expected: Answer

    def shown(self, module: str) -> Counterexample:
        """As the report shows it."""
        return Counterexample(
            code=snippet(self.case, module),
            inputs=tuple((name, as_value(value)) for name, value in self.case.inputs.items()),
            got=str(self.got),
            expected=str(self.expected),
            arithmetic=None if self.expected.raised else self.case.arithmetic(self._index()),
        )

    def _index(self) -> tuple[int, ...] | None:
        """Of the first wrong number; None where the student's array has another shape or kind."""
        expected = np.asarray(self.expected.value)
        if expected.dtype.kind not in "fiub":
            return None
        got = None if self.got.raised else self.got.value
        wrong = np.ones(expected.shape, bool)
        if type(got) is np.ndarray and expected.ndim:
            if got.shape != expected.shape or got.dtype.kind not in "fiu":
                return None
            wrong = ~close(got, expected)
        elif expected.ndim and expected.any():
            wrong = expected != 0
        return next((tuple(int(i) for i in place) for place in np.argwhere(wrong)), None)


class Illustrator:
    """Finds counterexamples for one assignment."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._expected: dict[int, Answer] = {}  # by id of the case, which `known` keeps
        self._mistaken: dict[tuple[int, str], Answer] = {}

    def illustrate(
        self,
        exercise: Exercise,
        checks: Sequence[CheckResult],
        transcripts: Mapping[str, Transcript],
        bench: Bench,
    ) -> tuple[CheckResult, ...]:
        """The same results; one failed check for each distinct mistake gets a counterexample.

        A check with a diagnosis gets a case on which that misconception answers as the
        student did; any other check a case that calls nothing which the check did not call.
        """
        failed = [check for check in checks if check.outcome in _SHOWABLE]
        if not failed or not self._known.cases(exercise):
            return tuple(checks)
        wrong = tuple(self.wrong_answers(exercise, bench))
        named = {check.diagnosis.misconception for check in checks if check.diagnosis}
        chosen: dict[str, Wrong] = {}
        told: set[str | int] = set()  # misconceptions and cases
        for check in failed:
            name = check.diagnosis.misconception if check.diagnosis else ""
            if name in told:
                continue
            ends_alike = sorted(wrong, key=lambda w: bool(w.got.raised) != _crashed(check))
            found = self._typical(exercise, ends_alike, name) if name else None
            if found is None and check.id in transcripts:
                called = {call.name for call in transcripts[check.id].calls}
                found = self._related(exercise, ends_alike, called, named - {name})
            if found is not None and (name or id(found.case) not in told):
                chosen[check.id] = found
                told |= {name or id(found.case), id(found.case)}
        return tuple(
            replace(check, counterexample=chosen[check.id].shown(exercise.module))
            if check.id in chosen
            else check
            for check in checks
        )

    def wrong_answers(self, exercise: Exercise, bench: Bench) -> Iterator[Wrong]:
        """Every case on which the student's module differs from the reference, smallest first."""
        try:
            bench.load()
            for case in self._known.cases(exercise):
                got = _asked(case, bench.student(_SEED))
                expected = self.expected(exercise, case)
                if got is not None and not got.is_like(expected):
                    yield Wrong(case, got, expected)
        except WorkerError:
            return  # over a limit or dead: the checks have said so

    def mistaken(self, exercise: Exercise, name: str) -> Iterator[Wrong]:
        """Every case on which a misconception differs from the reference, smallest first."""
        for case in self._known.cases(exercise):
            got, expected = (
                self._misconception(exercise, case, name),
                self.expected(exercise, case),
            )
            if not got.is_like(expected):
                yield Wrong(case, got, expected)

    def _typical(self, exercise: Exercise, wrong: Sequence[Wrong], name: str) -> Wrong | None:
        """The first case that the misconception answers as the student did."""
        return next(
            (w for w in wrong if self._misconception(exercise, w.case, name).is_like(w.got)), None
        )

    def _related(
        self,
        exercise: Exercise,
        wrong: Sequence[Wrong],
        called: AbstractSet[str | None],
        others: Collection[str],
    ) -> Wrong | None:
        """The first case that is about what a check called, and not the mistake of another."""
        for each in wrong:
            told = (self._misconception(exercise, each.case, name) for name in others)
            if each.case.names <= called and not any(answer.is_like(each.got) for answer in told):
                return each
        return None

    def expected(self, exercise: Exercise, case: Case) -> Answer:
        """What the reference makes of a case."""
        if id(case) not in self._expected:
            self._expected[id(case)] = _computed(case, self._known.reference(exercise))
        return self._expected[id(case)]

    def _misconception(self, exercise: Exercise, case: Case, name: str) -> Answer:
        key = id(case), name
        if key not in self._mistaken:
            module = self._known.misconception(exercise, name).module
            self._mistaken[key] = _computed(case, module)
        return self._mistaken[key]


def _crashed(check: CheckResult) -> bool:
    return check.outcome is Outcome.CRASHED


def _asked(case: Case, student: Remote) -> Answer | None:
    """The student's answer; None where a case says nothing about it."""
    try:
        return Answer(case.run(student))
    except StudentRaised as error:
        is_stub = error.kind == "NotImplementedError"
        is_named_otherwise = error.kind == "AttributeError" and not error.frames
        if is_stub or is_named_otherwise:
            return None
        return Answer(raised=error.kind, text=error.text)
    except GradeError:
        raise
    except Exception as error:  # noqa: BLE001 - the case did something with a strange answer
        return Answer(raised=type(error).__name__, text=str(error))


def _computed(case: Case, module: Any) -> Answer:
    """The answer of the reference or of a misconception, both an author's."""
    with warnings.catch_warnings(), np.errstate(all="ignore"), seeded(_SEED):
        warnings.simplefilter("ignore")
        try:
            return Answer(case.run(module))
        except Exception as error:  # noqa: BLE001 - a wrong implementation may do anything
            return Answer(raised=type(error).__name__, text=str(error))
