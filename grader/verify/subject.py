"""The assignment under verification, with everything the gate's steps share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from grader.assignment import Assignment, reference
from grader.errors import AssignmentError
from grader.grading import Lane
from grader.stage import StagedSubmission
from grader.text import say
from grader.diagnosis.misconceptions import Misconception, misconceptions_of


@dataclass(frozen=True)
class Subject:
    """References, misconceptions and a lane to grade them in."""

    assignment: Assignment
    lane: Lane

    @cached_property
    def references(self) -> Mapping[str, str]:
        """File name to source, as a submission."""
        return reference.submission_of(self.assignment)

    @property
    def solutions(self) -> Path:
        """Where the hidden half is; the gate cannot work without."""
        if self.assignment.solutions is None:
            raise AssignmentError(
                say("The solutions of {name} are not on this machine.", name=self.assignment.name)
            )
        return self.assignment.solutions

    def submission(self, **changed: str) -> StagedSubmission:
        """The references as a submission, with the files of some modules replaced."""
        files = {f"{module}.py": source for module, source in changed.items()}
        return staged({**self.references, **files})

    @cached_property
    def misconceptions(self) -> tuple[Misconception, ...]:
        """All of them, by exercise and name."""
        return tuple(
            misconception
            for exercise in self.assignment.exercises
            for misconception in misconceptions_of(self.assignment, exercise)
        )

    def wrong(self, misconception: Misconception) -> StagedSubmission:
        """A submission that is right but for one misconception."""
        source = reference.flatten(misconception.source, self.assignment.name)
        return self.submission(**{misconception.exercise.module: source})


def staged(sources: Mapping[str, str]) -> StagedSubmission:
    """Sources as a submission that was never anybody's file."""
    return StagedSubmission("gate", "", dict(sources), {}, (), (), ())
