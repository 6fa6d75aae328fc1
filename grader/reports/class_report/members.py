"""What a class report is made of: one line a student, records and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from grader.records import GradedSubmission
from grader.text import Text


class Ended(StrEnum):
    """How it went for one student."""

    GRADED = "graded"
    REJECTED = "rejected"
    FAULT = "fault"
    MISSING = "missing"


@dataclass(frozen=True)
class Member:
    """One student of the class."""

    student: str
    ended: Ended
    record: GradedSubmission | None = None  # of a fault: what was graded all the same, if anything
    reason: Text | None = None  # why it was rejected, or how we failed
    earned: float = 0.0  # after lateness, with what persons gave so far
    is_late: bool = False  # and loses by it
    marked: frozenset[str] = frozenset()  # essays that persons have graded

    @property
    def decided(self) -> float:
        """What everything is worth that machine or person has decided."""
        if self.record is None:
            return 0.0
        essays = (essay for exercise in self.record.exercises for essay in exercise.essays)
        graded = (essay.points for essay in essays if essay.answered and essay.id in self.marked)
        checks = (check for exercise in self.record.exercises for check in exercise.checks)
        return self.record.points + sum(graded) - sum(check.undecided for check in checks)

    @property
    def share(self) -> float | None:
        """What was earned of what is decided, 0 to 1; more where a bonus was earned."""
        return self.earned / self.decided if self.decided else None
