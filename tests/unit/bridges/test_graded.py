"""A graded submission as a notebook."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from grader.assignment import Assignment, find
from grader.bridges.graded import Written, check_cell_id, graded_cells
from grader.records import GradedSubmission
from tests.verdicts import essay, record

EVIL = "<script>evil()</script>"


def of_class(course: Any) -> tuple[Assignment, GradedSubmission]:
    """One program and one written exercise."""
    graded = record()
    (double,) = graded.exercises
    answers = msgspec.structs.replace(
        double, name="answers", checks=(), essays=(essay("why-not"), essay("draw-it"))
    )
    graded = msgspec.structs.replace(graded, exercises=(double, answers))
    return find("hw1", course.root), graded.for_student()


def test_by_check(written: Any) -> None:
    """Code, each check with its points, each essay; the score of an essay is a person's."""
    wrote = Written({"double.py": "x = 1"}, {"why-not": EVIL})
    cells = list(graded_cells(*of_class(written), wrote, "en", by_check=True))
    verdicts = {c["metadata"]["nbgrader"]["grade_id"]: v and v.score for c, v in cells}
    assert verdicts == {
        "double-title": None,
        "double-solution": 0.0,
        "double-test_values": 2.0,
        "answers-title": None,
        "answers-why-not-question": None,
        "answers-why-not": None,
        "answers-draw-it-question": None,
        "answers-draw-it": None,
    }
    assert cells[1].cell["source"] == "x = 1"
    assert "<script" not in json.dumps([cell for cell, _ in cells])


def test_by_exercise(written: Any) -> None:
    """As the notebook that students fill: a cell for all checks."""
    cells = list(graded_cells(*of_class(written), Written(), "en", by_check=False))
    ids = [c["metadata"]["nbgrader"]["grade_id"] for c, v in cells if v is not None]
    assert ids[:2] == ["double-solution", "double-checks"]
    assert ids[-1] == "answers-checks"


def test_what_students_may_not_see_is_nowhere(written: Any) -> None:
    """The text of an exception could hold a hidden input."""
    for by_check in (True, False):
        cells = list(graded_cells(*of_class(written), Written(), "en", by_check=by_check))
        assert "hidden input" not in json.dumps([cell for cell, _ in cells])
        assert "Every value is doubled." in json.dumps([cell for cell, _ in cells])


def test_ids_are_what_nbgrader_takes() -> None:
    """Letters, digits, - and _; the check can be told from it."""
    assert check_cell_id("convolution::test_shape") == "convolution-test_shape"
