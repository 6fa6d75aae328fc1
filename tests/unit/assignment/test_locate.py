"""Assignments are found from where one is."""

from __future__ import annotations

from typing import Any

import pytest

from grader.assignment import find, find_nearby
from grader.errors import UsageError
from tests.unit.conftest import ASSIGNMENT


def another(course: Any) -> None:
    course.write("assignments/hw2/assignment.toml", ASSIGNMENT.replace("hw1", "hw2"))


def test_by_name_from_below(course: Any) -> None:
    """Its name is enough anywhere in the course."""
    assert find("hw1", course.assignment / "checks").folder == course.assignment


def test_a_name_that_is_nearly_right(course: Any) -> None:
    """The right one is offered."""
    with pytest.raises(UsageError, match="hw1"):
        find("hw11", course.root)


def test_nearby_in_its_folder(course: Any) -> None:
    """Within an assignment's folder that one is meant, whatever else there is."""
    another(course)
    assert find_nearby(course.assignment / "checks").name == "hw1"


def test_nearby_the_only_one(course: Any) -> None:
    """Elsewhere in the course the only one is meant."""
    assert find_nearby(course.root).name == "hw1"


def test_nearby_several(course: Any) -> None:
    """Where there are several, they are listed."""
    another(course)
    with pytest.raises(UsageError, match="hw1, hw2"):
        find_nearby(course.root)


def test_nearby_none(tmp_path: Any) -> None:
    """Outside of every course it is said what to do."""
    with pytest.raises(UsageError, match="assignment"):
        find_nearby(tmp_path)


def test_a_folder_that_was_fetched_for_a_notebook_stands_alone(course: Any) -> None:
    """It is found from within; by its name never, for then a submission could bring its checks."""
    fetched = course.root / "elsewhere" / "hw1"
    fetched.parent.mkdir()
    course.assignment.rename(fetched)
    assert find_nearby(fetched).folder == fetched
    assert find_nearby(fetched).solutions is None
    with pytest.raises(UsageError):
        find("hw1", fetched)
