"""A course's policy of hints, from assignment.toml to what a person reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e.command import MIXED, ROOT, Grade

HINT = "Does yours use the argument pad?"
POLICY = '\n[hints]\npolicy = "by_attempt"\nattempts_per_level = 1\n'


@pytest.fixture
def course(course_without_solutions: Path) -> Path:
    """A whole course that gives hints by attempts."""
    course = course_without_solutions
    shutil.copytree(ROOT / "solutions", course / "solutions")
    with (course / "assignments/assignment5/assignment.toml").open("a") as file:
        file.write(POLICY)
    return course


def test_each_version_opens_more(
    grade: Grade, course: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    """The second version that does not pass gets the hint; the record has it from the start."""
    folder = shutil.copytree(MIXED, tmp_path / "2023123456")
    words = ("assignment5", "shapes", "--submission", folder, "--lang", "en")
    first = grade(*words, cwd=course)
    assert HINT not in " ".join(first.text.split())
    assert "opens after one more version" in " ".join(first.text.split())
    assert HINT in grade(*words, "--json", cwd=course).out.decode()
    assert HINT not in " ".join(grade(*words, cwd=course).text.split())
    (folder / "shapes.py").write_text((folder / "shapes.py").read_text() + "\n# again\n")
    assert HINT in " ".join(grade(*words, cwd=course).text.split())


def test_whoever_holds_the_solutions_sees_all(grade: Grade, course: Path, tmp_path: Path) -> None:
    """--all-hints lifts the policy there, and nowhere else."""
    folder = shutil.copytree(MIXED, tmp_path / "2023123456")
    words = ("assignment5", "shapes", "--submission", folder, "--lang", "en", "--all-hints")
    assert HINT in " ".join(grade(*words, cwd=course).text.split())
    shutil.rmtree(course / "solutions")
    refused = grade(*words, cwd=course)
    assert refused.code == 2
    assert "--all-hints" in refused.err
