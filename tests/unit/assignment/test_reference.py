"""References as submissions."""

from __future__ import annotations

from typing import Any

import pytest

from grader.assignment import find
from grader.assignment.model import Assignment
from grader.assignment.reference import flatten, public_names, submission_of
from grader.errors import AssignmentError


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


def test_public_names() -> None:
    """Functions and classes without an underscore, in order."""
    source = "import os\ndef b(): pass\ndef _c(): pass\nclass A: pass\nx = 1\n"
    assert public_names(source) == ("b", "A")
