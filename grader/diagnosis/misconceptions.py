"""Misconceptions: named wrong implementations, as their author wrote them and as modules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

from grader.assignment import Assignment, Exercise, reference
from grader.diagnosis.overlay import Patch, overlay, read_patch


@dataclass(frozen=True)
class Misconception:
    """One file below solutions/NAME/misconceptions/EXERCISE."""

    name: str
    exercise: Exercise
    path: Path
    patch: Patch
    source: str  # the reference with the patch on it, for the trusted side

    @cached_property
    def module(self) -> ModuleType:
        """The wrong implementation, importable here: an author wrote it, no student."""
        return module_of(self.source, f"misconception_{self.name}")


def misconceptions_of(assignment: Assignment, exercise: Exercise) -> tuple[Misconception, ...]:
    """All misconceptions of one exercise, by name."""
    return tuple(_read(assignment, exercise))


def reference_module(assignment: Assignment, exercise: Exercise) -> ModuleType:
    """The exercise's reference, executed afresh."""
    path = reference.path_of(assignment, exercise)
    return module_of(path.read_text(encoding="utf-8"), f"reference_{exercise.name}")


def module_of(source: str, name: str) -> ModuleType:
    """A module made from trusted source, known to nobody else."""
    module = ModuleType(name)
    exec(compile(source, f"<{name}>", "exec"), module.__dict__)  # noqa: S102 - an author's code
    return module


def _read(assignment: Assignment, exercise: Exercise) -> Iterator[Misconception]:
    original = reference.path_of(assignment, exercise)
    for path in sorted((original.parent / "misconceptions" / exercise.name).glob("*.py")):
        text = path.read_text(encoding="utf-8")
        source = overlay(original.read_text(encoding="utf-8"), text, exercise.module)
        yield Misconception(path.stem, exercise, path, read_patch(text, str(path)), source)
