"""The assignment under verification, with everything the gate's steps share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from grader.answers.rubric import Rubric, read_rubrics
from grader.assignment import Assignment, Exercise, reference
from grader.diagnosis.misconceptions import Misconception, misconceptions_of
from grader.errors import AssignmentError
from grader.grading import Lane
from grader.stage import StagedSubmission
from grader.text import say


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
        return staged({**self.references, **files}, self.attachments)

    @property
    def written(self) -> tuple[Exercise, ...]:
        """The exercises that are answered in words."""
        return tuple(e for e in self.assignment.exercises if e.is_written)

    @cached_property
    def rubrics(self) -> tuple[Rubric, ...]:
        """How essays are graded; `AssignmentError` if rubric.toml is missing or wrong."""
        return read_rubrics(self.solutions / "rubric.toml")

    @cached_property
    def attachments(self) -> Mapping[str, bytes]:
        """The reference's files that are no code: written answers and drawings."""
        names = sorted(name for name in self.assignment.files if not name.endswith(".py"))
        paths = [self.solutions / name for name in names]
        found = {path.name: path.read_bytes() for path in paths if path.is_file()}
        if missing := [e.file for e in self.written if e.file not in found]:
            raise AssignmentError(
                say("{file} is missing: the reference answers.", file=self.solutions / missing[0])
            )
        return found

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


def staged(
    sources: Mapping[str, str], attachments: Mapping[str, bytes] | None = None
) -> StagedSubmission:
    """Sources as a submission that was never anybody's file."""
    return StagedSubmission("gate", "", dict(sources), dict(attachments or {}), (), (), ())
