"""Sections of the README."""

from __future__ import annotations

from typing import Any

from grader.assignment import find
from grader.bridges.statements import statements

README = """# Homework

## How to work

Read `double.py`.

## A. `double.py`: doubling (3 points)

Twice x.

### Good to know

Nothing.

---

## B. `quadruple.py`

Four times.
"""


def test_the_section_that_names_the_file(course: Any) -> None:
    """From below its heading to the next one of its level; a language without one is left out."""
    course.write("assignments/hw1/README.md", README)
    assignment = find("hw1", course.root)
    found = statements(assignment, assignment.exercise("double"))
    assert found == {"en": "Twice x.\n\n### Good to know\n\nNothing."}
    assert statements(assignment, assignment.exercise("quadruple")) == {"en": "Four times."}


def test_without_a_readme_there_is_none(course: Any) -> None:
    """Then the title has to do."""
    assignment = find("hw1", course.root)
    assert statements(assignment, assignment.exercises[0]) == {}
