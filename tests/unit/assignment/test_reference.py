"""References as submissions."""

from __future__ import annotations

from typing import Any

import pytest

from grader.assignment import find
from grader.assignment.model import Assignment
from grader.assignment.reference import flatten, interfaces, submission_of
from grader.errors import AssignmentError

SOURCE = """
LIMIT = 3

def pool(x):
    return x

def _hidden(x):
    return x

class _Base:
    def __init__(self, size):
        self.size = size

    def reset(self):
        self._cache = None

class Pooling(_Base):
    def forward(self, x):
        self.x, self.count = x, 0
        self.count += 1
        other.attribute = 1
"""


def test_imports_become_plain() -> None:
    """Only imports of the same assignment's modules change."""
    source = (
        "from solutions.hw1.im2col import col2im, im2col\n"
        "    from solutions.hw1.shapes import (\n        size,\n    )\n"
        "from solutions.hw2.im2col import im2col\n"
        "text = 'from solutions.hw1.x import y'\n"
    )
    flat = flatten(source, "hw1").splitlines()
    assert flat[0] == "from im2col import col2im, im2col"
    assert flat[1] == "    from shapes import ("
    assert flat[4] == "from solutions.hw2.im2col import im2col"
    assert flat[5] == "text = 'from solutions.hw1.x import y'"


def test_the_references_as_one_submission(course: Any) -> None:
    """Every exercise's file is there, and none speaks of solutions."""
    sources = submission_of(find("hw1", course.root))
    assert set(sources) == {"double.py", "quadruple.py"}
    assert "solutions" not in "".join(sources.values())


def test_no_solutions_here(course: Any) -> None:
    """A student's machine has no references, and says so."""
    with pytest.raises(AssignmentError, match="not on this machine"):
        submission_of(Assignment.load(course.assignment, None))


def test_functions_and_classes_are_found() -> None:
    """Public definitions are offered, constants and private ones are not."""
    found = interfaces(SOURCE)
    assert list(found) == ["pool", "Pooling"]
    assert found["pool"] is None


def test_a_class_has_what_its_bases_have() -> None:
    """Methods and attributes of a base in the same module count; private ones do not."""
    interface = interfaces(SOURCE)["Pooling"]
    assert interface == {"methods": ["forward", "reset"], "attributes": ["count", "size", "x"]}
