"""What is known of an assignment's exercises: references, misconceptions, small cases."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

from grader.assignment import Assignment, Exercise
from grader.diagnosis.misconceptions import Misconception, misconceptions_of, reference_module
from grader.diagnosis.small import Case, SmallCases, small_cases


class Known:
    """Reads each when it is first needed, and keeps it."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._references: dict[str, ModuleType] = {}
        self._misconceptions: dict[str, tuple[Misconception, ...]] = {}
        self._small: dict[str, SmallCases | None] = {}

    def reference(self, exercise: Exercise) -> ModuleType:
        """The reference, executed here."""
        if exercise.name not in self._references:
            self._references[exercise.name] = reference_module(self._assignment, exercise)
        return self._references[exercise.name]

    def misconceptions(self, exercise: Exercise) -> tuple[Misconception, ...]:
        """All of one exercise, by name."""
        if exercise.name not in self._misconceptions:
            found = misconceptions_of(self._assignment, exercise)
            self._misconceptions[exercise.name] = found
        return self._misconceptions[exercise.name]

    def misconception(self, exercise: Exercise, name: str) -> Misconception:
        """One of them."""
        return next(m for m in self.misconceptions(exercise) if m.name == name)

    def small(self, exercise: Exercise) -> SmallCases | None:
        """The file of small cases; None where there is none."""
        if exercise.name not in self._small:
            self._small[exercise.name] = small_cases(self._assignment, exercise)
        return self._small[exercise.name]

    def cases(self, exercise: Exercise) -> Sequence[Case]:
        """The small cases, smallest first."""
        found = self.small(exercise)
        return found.cases if found else ()
