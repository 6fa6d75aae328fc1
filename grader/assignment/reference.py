"""Reference solutions: as the trusted side imports them, and as a submission would look."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from grader.assignment.model import Assignment, Exercise
from grader.errors import AssignmentError
from grader.text import say


def flatten(source: str, assignment: str) -> str:
    """Source of a submission: imports of other references and of given files become plain ones.

    >>> flatten("from solutions.hw1.im2col import im2col", "hw1")
    'from im2col import im2col'
    >>> flatten("from assignments.hw1.layers import Relu", "hw1")
    'from layers import Relu'
    """
    pattern = rf"^(\s*from )(?:solutions|assignments)\.{re.escape(assignment)}\.(\w+ import )"
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
    """All references in code as one submission, file name to source."""
    return {e.file: source_of(assignment, e) for e in assignment.programs}


Interface = dict[str, list[str]]  # of a class: names of its "methods" and "attributes"


def interfaces(source: str) -> dict[str, Interface | None]:
    """What a reference module offers: public functions (None) and classes, by name."""
    found: dict[str, Interface | None] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            bases = (base.id for base in node.bases if isinstance(base, ast.Name))
            found[node.name] = _interface(node, [found[base] for base in bases if base in found])
        elif isinstance(node, ast.FunctionDef):
            found[node.name] = None
    return {name: interface for name, interface in found.items() if not name.startswith("_")}


def _interface(node: ast.ClassDef, inherited: list[Interface | None]) -> Interface:
    """The public methods of a class, and the public attributes that they set on `self`."""
    bases = [base for base in inherited if base]
    methods = {n.name for n in node.body if isinstance(n, ast.FunctionDef)}
    attributes = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute) and _is_set(n)}
    methods = methods.union(*(base["methods"] for base in bases))
    attributes = attributes.union(*(base["attributes"] for base in bases)) - methods
    return {
        kind: sorted(name for name in names if not name.startswith("_"))
        for kind, names in (("methods", methods), ("attributes", attributes))
    }


def _is_set(node: ast.Attribute) -> bool:
    owner = node.value
    return isinstance(node.ctx, ast.Store) and isinstance(owner, ast.Name) and owner.id == "self"
