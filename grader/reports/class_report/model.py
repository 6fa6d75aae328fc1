"""What is known of a class, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from grader.records import Outcome
from grader.reports.class_report.members import Ended
from grader.text import Text


@dataclass(frozen=True)
class Spread:
    """How shares (0 to 1) are spread."""

    bins: tuple[int, ...]  # students by tenths of the points, full marks in the last
    mean: float
    quartiles: tuple[float, float, float]  # lower, median, upper


@dataclass(frozen=True)
class Exercise:
    """How one exercise went."""

    name: str
    title: Text
    share: float  # earned of worth, over all
    solved: int  # students with every point
    not_begun: int


@dataclass(frozen=True)
class Loss:
    """What one check cost the class."""

    id: str
    title: Text
    students: int  # who lost points
    lost: float  # points, together
    outcomes: tuple[tuple[Outcome, int], ...]  # of those who lost, most frequent first


@dataclass(frozen=True)
class Mistake:
    """A named misconception and who has it."""

    name: str
    exercise: Text
    explanation: Text
    students: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """An essay that persons have not graded for everybody."""

    title: Text
    students: int
    points: float


@dataclass(frozen=True)
class Trouble:
    """One student, and what is the matter."""

    student: str
    reason: Text


@dataclass(frozen=True)
class ClassReport:
    """All that is known of a class."""

    assignment: str
    ended: tuple[tuple[Ended, int], ...]  # they add up to `students`
    students: int
    late: int
    spread: Spread | None  # None while nobody is graded
    exercises: tuple[Exercise, ...]
    losses: tuple[Loss, ...]  # dearest first
    mistakes: tuple[Mistake, ...]  # most frequent first
    waiting: tuple[Waiting, ...]
    flagged: tuple[Trouble, ...]  # a person should look
    rejected: tuple[Trouble, ...]
    faults: tuple[Trouble, ...]  # ours
