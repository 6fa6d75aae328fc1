"""Reference solutions: as the trusted side imports them, and as a submission would look."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from grader.assignment.model import Assignment, Exercise
from grader.errors import AssignmentError
from grader.text import say


def flatten(source: str, assignment: str) -> str:
    """Source of a submission: imports from solutions.NAME.module become plain imports.

    >>> flatten("from solutions.hw1.im2col import im2col", "hw1")
    'from im2col import im2col'
    """
    pattern = rf"^(\s*from )solutions\.{re.escape(assignment)}\.(\w+ import )"
    return re.sub(pattern, r"\1\2", source, flags=re.MULTILINE)


def path_of(assignment: Assignment, exercise: Exercise) -> Path:
    """The file of the exercise's reference solution."""
    if assignment.solutions is None:
        raise AssignmentError(
            say("The solutions of {name} are not on this machine.", name=assignment.name)
        )
    return assignment.solutions / exercise.file


def source_of(assignment: Assignment, exercise: Exercise) -> str:
    """The reference as a submission's source."""
    return flatten(path_of(assignment, exercise).read_text(encoding="utf-8"), assignment.name)


def submission_of(assignment: Assignment) -> dict[str, str]:
    """All references as one submission, file name to source."""
    return {e.file: source_of(assignment, e) for e in assignment.exercises}


def public_names(source: str) -> tuple[str, ...]:
    """What a reference module offers: its functions and classes without an underscore."""
    return tuple(
        node.name
        for node in ast.parse(source).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
    )
