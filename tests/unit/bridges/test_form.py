"""An assignment as a notebook."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.assignment import find
from grader.bridges.form import notebook_of
from grader.stage import stage

STUB = '''"""Quadrupling."""

from double import double

__all__ = ["quadruple"]


def quadruple(x):
    """Four times x."""
    raise NotImplementedError("quadruple")
'''


@pytest.fixture
def cells(written: Any) -> dict[str, Any]:
    """By nbgrader's id, in order."""
    written.write("assignments/hw1/double.py", "def double(x):\n    raise NotImplementedError()\n")
    written.write("assignments/hw1/quadruple.py", STUB)
    content = json.loads(notebook_of(find("hw1", written.root)))
    return {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in content["cells"]}


def test_every_exercise_has_a_statement_a_solution_and_checks(cells: dict[str, Any]) -> None:
    """In the assignment's order; of written questions each has a cell of its own."""
    assert list(cells) == [
        "about",
        *("double-title", "double-solution", "double-checks"),
        *("quadruple-title", "quadruple-solution", "quadruple-checks"),
        "answers-title",
        *("answers-how-many-question", "answers-how-many"),
        *("answers-which-layer-question", "answers-which-layer"),
        *("answers-why-not-question", "answers-why-not"),
        *("answers-draw-it-question", "answers-draw-it"),
        "answers-checks",
    ]


def test_points_add_up_to_the_assignment(cells: dict[str, Any]) -> None:
    """Checks earn what people do not give; a short answer is worth nothing by itself."""
    worth = {name: c["metadata"]["nbgrader"].get("points") for name, c in cells.items()}
    assert {name: points for name, points in worth.items() if points is not None} == {
        "double-checks": 3.0,
        "quadruple-checks": 1.0,
        "answers-how-many": 0.0,
        "answers-which-layer": 0.0,
        "answers-why-not": 1.0,
        "answers-draw-it": 1.0,
        "answers-checks": 3.0,
    }


def test_the_stub_is_marked_for_nbgrader(cells: dict[str, Any]) -> None:
    """What earlier cells define is not imported: in a notebook it is there."""
    source = cells["quadruple-solution"]["source"]
    assert "from double" not in source
    assert '"""Four times x."""\n    ### BEGIN SOLUTION\n    raise NotImplementedError' in source
    assert source.endswith("### END SOLUTION")


def test_no_word_of_the_solutions_is_in_it(cells: dict[str, Any], written: Any) -> None:
    """Neither the reference nor a hidden check."""
    text = json.dumps(cells)
    for secret in ("x + x", "test_values", "expect_close", "풀링 계층입니다"):
        assert secret not in text


def test_it_comes_back_as_the_assignments_files(written: Any, cells: dict[str, Any]) -> None:
    """Handed in as it is, it holds all of them; the questions are still found."""
    assignment = find("hw1", written.root)
    path = written.root / "in" / "hw1.ipynb"
    path.parent.mkdir()
    path.write_bytes(notebook_of(assignment))
    staged = stage(path, assignment.files)
    assert set(staged.info().files) == {"double.py", "quadruple.py", "answers.md"}
    assert staged.sources["quadruple.py"].startswith("from double import *\n")
    assert "## why-not\n\n**답 / Answer:**" in staged.attachments["answers.md"].decode()


def test_a_bonus_is_worth_nothing_in_the_sum(course: Any) -> None:
    """All cells are added up there; what a bonus earns comes on top."""
    path = course.assignment / "assignment.toml"
    path.write_text(path.read_text("utf-8") + "bonus = true\n", "utf-8")
    for name in ("double", "quadruple"):
        course.write(f"assignments/hw1/{name}.py", STUB)
    content = json.loads(notebook_of(find("hw1", course.root)))
    assert content["cells"][-1]["metadata"]["nbgrader"]["points"] == 0.0
