"""What an implementation makes of a small case."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.checks.proxy import Remote, kind_of
from grader.diagnosis.drawn import seeded
from grader.diagnosis.sameness import close, same
from grader.diagnosis.small import Case
from grader.diagnosis.snippet import as_value, snippet
from grader.errors import GradeError, StudentRaised
from grader.records import Counterexample

SEED = 0  # of every case, for the student and for whom they are compared with
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


def asked(case: Case, student: Remote) -> Answer | None:
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


def computed(case: Case, module: Any) -> Answer:
    """The answer of the reference or of a misconception, both an author's."""
    with warnings.catch_warnings(), np.errstate(all="ignore"), seeded(SEED):
        warnings.simplefilter("ignore")
        try:
            return Answer(case.run(module))
        except Exception as error:  # noqa: BLE001 - a wrong implementation may do anything
            return Answer(raised=type(error).__name__, text=str(error))
