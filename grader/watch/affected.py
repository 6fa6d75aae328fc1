"""Which exercises a change of files can affect."""

from __future__ import annotations

import re
from collections.abc import Collection

from grader.assignment import Assignment, Exercise
from grader.stage import StagedSubmission

_IMPORT = re.compile(r"^[ \t]*(?:from|import)\b.*", re.MULTILINE)
_WORD = re.compile(r"\w+")


def affected(
    assignment: Assignment, staged: StagedSubmission, files: Collection[str]
) -> tuple[Exercise, ...]:
    """The exercises of the changed files, and all that build on them or import them."""
    uses = {exercise.name: _uses(assignment, exercise, staged) for exercise in assignment.exercises}
    names = owners(assignment, files)
    found: frozenset[str] = frozenset()
    while names - found:
        found |= names
        names = frozenset(name for name in uses if uses[name] & found)
    return tuple(exercise for exercise in assignment.exercises if exercise.name in found)


def owners(assignment: Assignment, files: Collection[str]) -> frozenset[str]:
    """Names of the exercises that files are handed in for."""
    return frozenset(e.name for e in assignment.exercises if not _files(e).isdisjoint(files))


def _files(exercise: Exercise) -> set[str]:
    return {exercise.file, *(name for essay in exercise.essays for name in essay.drawings)}


def _uses(assignment: Assignment, exercise: Exercise, staged: StagedSubmission) -> frozenset[str]:
    """Exercises that the author or the student made it build on."""
    lines = " ".join(_IMPORT.findall(staged.sources.get(exercise.file, "")))
    words = set(_WORD.findall(lines))
    imported = {e.name for e in assignment.programs if e.module in words and e != exercise}
    return assignment.builds_on(exercise) | imported
