"""The notebook as a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.assignment import find
from grader.bridges.form import notebook_of
from grader.bridges.text_form import write_notebook
from grader.errors import UsageError


@pytest.fixture
def assignment(course: Any) -> Any:
    for name in ("double", "quadruple"):
        course.write(f"assignments/hw1/{name}.py", "x = 1\n")
    return find("hw1", course.root)


def test_as_a_notebook(assignment: Any, tmp_path: Path) -> None:
    """The very bytes that the course's folder gets."""
    path = write_notebook(assignment, tmp_path / "hw1.ipynb")
    assert path.read_bytes() == notebook_of(assignment)


def test_as_text(assignment: Any, tmp_path: Path) -> None:
    """A cell below each mark, with nbgrader's ids, for review and comparison."""
    text = write_notebook(assignment, tmp_path / "hw1.py").read_text("utf-8")
    assert text.count("\n# %%") == 7
    assert '"grade_id": "double-solution"' in text


def test_other_forms_are_refused(assignment: Any, tmp_path: Path) -> None:
    """Got, then expected."""
    with pytest.raises(UsageError, match=r"ends with \.txt, expected \.ipynb or \.py"):
        write_notebook(assignment, tmp_path / "hw1.txt")
