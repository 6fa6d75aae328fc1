"""assignment.toml is read strictly."""

from __future__ import annotations

from typing import Any

import pytest

from grader.assignment import find
from grader.assignment.model import Assignment
from grader.errors import AssignmentError, UsageError
from grader.records import Confinement


def load(course: Any) -> Assignment:
    return Assignment.load(course.assignment, course.solutions)


def test_what_the_file_says(course: Any) -> None:
    """Names, points, needs and defaults come out as they were written."""
    assignment = load(course)
    assert [e.name for e in assignment.exercises] == ["double", "quadruple"]
    assert assignment.points == 4.0
    assert assignment.minimum_confinement is Confinement.LANDLOCK
    assert assignment.files == {"double.py": (), "quadruple.py": ("double.py",)}
    assert assignment.exercises[0].forbidden_imports == ("scipy",)
    assert assignment.checks_folder == course.solutions / "checks"


def test_public_checks_where_there_are_no_solutions(course: Any) -> None:
    """Without solutions the checks are those that students have."""
    assert Assignment.load(course.assignment, None).checks_folder == course.assignment / "checks"


def test_builds_on_is_transitive(course: Any) -> None:
    """An exercise builds on what its needs build on."""
    extra = '\n[[exercises]]\nname = "third"\nfile = "third.py"\npoints = 0.0\nhidden_checks = 0\n'
    extra += 'title = { en = "t", ko = "셋" }\nneeds = ["quadruple"]\n'
    path = course.assignment / "assignment.toml"
    path.write_text(path.read_text("utf-8") + extra, "utf-8")
    assignment = load(course)
    assert assignment.builds_on(assignment.exercise("third")) == {"double", "quadruple"}
    assert [e.name for e in assignment.with_needs(["quadruple"])] == ["double", "quadruple"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("points = 3.0", 'points = "three"', "exercises[0].points"),
        ("points = 3.0", "pionts = 3.0", "pionts"),
        ("points = 3.0", "points = nan", "exercises[0].points"),
        ("points = 3.0", "points = inf", "exercises[0].points"),
        ("points = 3.0", "points = -1", "exercises[0].points"),
        ("format_version = 1", "format_version = 2", "format_version is 2, expected 1"),
        ('name = "hw1"', 'name = "hw2"', "name is hw2, expected hw1"),
        ('needs = ["double"]', 'needs = ["tripel"]', "needs is ['tripel']"),
        ('name = "quadruple"', 'name = "double"', "a new name"),
        ("format_version = 1", "format_version = ", "cannot be read"),
        ('name = "hw1"', 'name = "hw1"\nlimits = { memory_mib = 0 }', "memory_mib is 0"),
        ('name = "hw1"', 'name = "hw1"\nminimum_confinement = "none"', "minimum_confinement"),
    ],
)
def test_a_mistake_is_named(course: Any, old: str, new: str, said: str) -> None:
    """A wrong field is an error that says the file and the field."""
    path = course.assignment / "assignment.toml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(AssignmentError, match=r"assignment\.toml") as caught:
        load(course)
    assert said in caught.value.message.en
    assert caught.value.message.ko != caught.value.message.en


def test_an_unknown_exercise(course: Any) -> None:
    """Asking for an exercise that is not there names those that are."""
    with pytest.raises(UsageError, match="expected one of: double, quadruple"):
        load(course).exercise("triple")


def test_found_from_any_folder_below(course: Any) -> None:
    """An assignment is found from its course's folder and from every folder below."""
    for start in (course.root, course.root / "solutions/hw1/checks"):
        assert find("hw1", start).folder == course.assignment


def test_a_name_with_a_slip_gets_a_suggestion(course: Any) -> None:
    """A misspelt name is answered with the nearest one."""
    with pytest.raises(UsageError, match="Did you mean hw1"):
        find("hw11", course.root)


def test_no_course_in_reach(tmp_path: Any) -> None:
    """Outside of a course the error says where it looked."""
    with pytest.raises(UsageError, match="nor a folder above it"):
        find("hw1", tmp_path)


@pytest.mark.parametrize("name", ["../hw1", "", ".", "hw1/checks", "/etc"])
def test_a_name_is_no_path(course: Any, name: str) -> None:
    """Names that wander through folders find nothing."""
    with pytest.raises(UsageError):
        find(name, course.root)


def test_a_written_exercise(written: Any) -> None:
    """It is no program; its file and its drawings may be handed in; its essays have points."""
    assignment = load(written)
    exercise = assignment.exercise("answers")
    assert exercise.is_written
    assert exercise.essay_points == 2.0
    assert exercise not in assignment.programs
    assert set(assignment.files) == {"answers.md", "double.py", "it.png", "quadruple.py"}
    assert assignment.questions().startswith(b"# Questions")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"draw-it"', '"why-not"', "expected each id once"),
        ('file = "answers.md"', 'file = "answers.py"', "expected a .md file"),
        ('file = "quadruple.py"', 'file = "quadruple.md"', "expected one written exercise"),
        ('file = "answers.md"', 'file = "answers.txt"', "a .py or .md file"),
    ],
)
def test_a_mistake_about_essays_is_named(written: Any, old: str, new: str, said: str) -> None:
    """The field, what it is and what it should be."""
    path = written.assignment / "assignment.toml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(AssignmentError, match=said):
        load(written)
