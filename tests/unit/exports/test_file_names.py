"""File names made of student ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.exports.file_names import file_name


def test_ordinary_ids_are_names() -> None:
    """A TA finds the file of a student at once."""
    assert file_name("2023123456") == "2023123456"
    assert file_name("kim_1-2") == "kim_1-2"


@pytest.mark.parametrize(
    "student",
    ["../../etc/x", "", ".", "a/b", "con", "COM1", "-rf", "--", "\n-x", "김", "a\0", "x" * 300],
)
def test_other_ids_are_made_harmless(student: str) -> None:
    """No way out of the folder, no reserved name, no option, no endless name."""
    name = file_name(student)
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]{1,79}", name)
    assert name != student
    assert re.search(r"-[0-9a-f]{12}$", name)


@given(st.lists(st.text(), unique=True, min_size=2, max_size=2))
def test_two_students_have_two_files(students: list[str]) -> None:
    """Also where capital and small letters are one."""
    one, other = map(file_name, students)
    assert one.casefold() != other.casefold()
    assert file_name(students[0]) == one
