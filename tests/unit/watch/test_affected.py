"""What runs again after a change."""

from __future__ import annotations

from typing import Any

import pytest

from grader.assignment import find
from grader.stage import stage
from grader.watch.affected import affected, owners


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"quadruple.py"}, ["quadruple"]),
        ({"double.py"}, ["double", "quadruple"]),
        ({"notes.txt"}, []),
        (set(), []),
    ],
)
def test_the_exercise_and_what_builds_on_it(
    course: Any, files: set[str], expected: list[str]
) -> None:
    """Downwards nothing runs again, upwards everything that was declared."""
    assignment = find("hw1", course.root)
    staged = stage(course.submission(), assignment.files)
    assert [each.name for each in affected(assignment, staged, files)] == expected


def test_what_the_student_imports_counts(course: Any) -> None:
    """An import that the author did not foresee makes an exercise depend on another."""
    assignment = find("hw1", course.root)
    source = "def double(x):\n    import numpy, quadruple\n    return x\n"
    staged = stage(course.submission(double=source), assignment.files)
    hit = affected(assignment, staged, {"quadruple.py"})
    assert [each.name for each in hit] == ["double", "quadruple"]


def test_the_word_alone_is_no_import(course: Any) -> None:
    """A name in the code or in a comment makes no dependency."""
    assignment = find("hw1", course.root)
    source = "# see quadruple\ndef double(x):\n    quadruple = 4\n    return x\n"
    staged = stage(course.submission(double=source), assignment.files)
    hit = affected(assignment, staged, {"quadruple.py"})
    assert [each.name for each in hit] == ["quadruple"]


def test_drawings_belong_to_their_exercise(written: Any) -> None:
    """A picture is part of the written exercise."""
    assignment = find("hw1", written.root)
    assert owners(assignment, {"it.png"}) == {"answers"}
    assert owners(assignment, {"double.py"}) == {"double"}
