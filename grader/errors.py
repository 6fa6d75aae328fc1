"""What can go wrong, as one tree.

    GradeError                   every error of this program; carries a bilingual sentence
    ├── UsageError               the command line asks for what cannot be
    ├── AssignmentError          assignment.toml, a check or a reference is wrong: the author's
    ├── SubmissionError          the submission cannot be taken in: nothing of it was graded
    ├── ConfinementError         student code cannot be confined as strictly as asked
    ├── GraderFault              our own failure: never a zero, never a pass
    ├── Unavailable              optional hardware or tools are absent: skipped, costs nothing
    ├── LedgerError              the ledger cannot be trusted: nothing is read or written
    │   └── LedgerUnavailable    it is locked or out of reach; trying again later may help
    ├── ClusterError             the machines that a batch runs on cannot do it
    └── WorkerError              what a worker did instead of answering
        ├── StudentRaised        the student's code raised an exception
        ├── WorkerDied           the worker ended before it answered
        ├── LimitExceeded        time, memory or output went over its limit
        └── ProtocolViolation    the worker sent what the protocol does not allow

A message says what, where, got, expected, and what to do next. Exit codes are given to
these classes in one place, `grader.cli.exits`.
"""

from __future__ import annotations

from typing import Literal

from grader.text import Text, say

Limit = Literal["cpu", "wall", "memory", "output"]


class GradeError(Exception):
    """An error with a sentence for people in both languages."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class UsageError(GradeError):
    """The command line asks for what cannot be done."""


class AssignmentError(GradeError):
    """An author's file is missing or wrong."""


class SubmissionError(GradeError):
    """A submission that cannot be taken in at all."""


class ConfinementError(GradeError):
    """Student code cannot be confined as strictly as asked."""


class GraderFault(GradeError):
    """The grader itself failed; the student is not charged."""


class LedgerError(GradeError):
    """The ledger is damaged or refuses what it should take."""


class LedgerUnavailable(LedgerError):
    """The ledger is locked or out of reach; what it should take waits elsewhere."""


class ClusterError(GradeError):
    """A worker process or the scheduler of a batch is absent, or not what the batch needs."""


class Unavailable(GradeError):
    """Nothing is decided here and nobody loses a point: something optional is absent.

    With a `flag` a person has to decide.
    """

    def __init__(self, message: Text, flag: str | None = None) -> None:
        super().__init__(message)
        self.flag = flag


class WorkerError(GradeError):
    """A worker did something else than answer."""


class StudentRaised(WorkerError):
    """The student's code raised an exception.

    Everything here was said by the worker and is shown, never believed: `kind` is the
    name of the exception's class, `bases` the names of its base classes, `frames` the
    (file, line) pairs of the student's own files, innermost last.
    """

    def __init__(
        self,
        kind: str,
        text: str,
        *,
        bases: tuple[str, ...] = (),
        frames: tuple[tuple[str, int], ...] = (),
        column: int | None = None,
        asked: str | None = None,
    ) -> None:
        super().__init__(Text.same(f"{kind}: {text}" if text else kind))
        self.kind = kind
        self.text = text
        self.bases = bases
        self.frames = frames
        self.column = column  # where a file cannot be read, from 1; 0 if that is not known
        self.asked = asked  # the name that the check asked for; ours, not the worker's


class WorkerDied(WorkerError):
    """The worker ended before it answered."""

    def __init__(self, how: Text) -> None:
        super().__init__(say("Your program ended before it answered ({how}).", how=how))


class LimitExceeded(WorkerError):
    """The student's code went over a limit."""

    def __init__(self, limit: Limit, message: Text) -> None:
        super().__init__(message)
        self.limit: Limit = limit


class ProtocolViolation(WorkerError):
    """The worker sent bytes that the protocol does not allow."""

    def __init__(self, evidence: str) -> None:
        super().__init__(say("Your program wrote into the grader's channel."))
        self.evidence = evidence
