"""A course's folder for nbgrader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.assignment import find
from grader.bridges.course import write_config, write_source
from grader.errors import UsageError


@pytest.fixture
def assignment(course: Any) -> Any:
    for name in ("double", "quadruple"):
        course.write(f"assignments/hw1/{name}.py", "raise NotImplementedError()\n")
    course.write("assignments/hw1/given.py", "GIVEN = 1\n")
    return find("hw1", course.root)


def test_what_students_need_lies_beside_the_notebook(assignment: Any, tmp_path: Path) -> None:
    """But for the files that the notebook stands for."""
    course = tmp_path / "dl2026"
    written = write_source(assignment, course)
    names = {path.relative_to(course).as_posix() for path in written}
    source = "source/hw1"
    assert names == {
        "nbgrader_config.py",
        f"{source}/hw1.ipynb",
        f"{source}/assignment.toml",
        f"{source}/given.py",
        f"{source}/checks/test_double.py",
    }
    assert (course / source / "given.py").read_text() == "GIVEN = 1\n"


def test_the_configuration_is_python_and_lets_no_kernel_run(
    assignment: Any, tmp_path: Path
) -> None:
    """Every path in it is quoted, whatever it holds."""
    course = tmp_path / 'it\'s a "course"'
    text = write_config(assignment, course).read_text("utf-8")
    compile(text, "nbgrader_config.py", "exec")
    assert '"nbgrader.preprocessors.Execute"' not in text
    assert "grader.bridges.autograde.SaveVerdicts" in text
    assert repr(course.name) in text


def test_a_configuration_of_the_courses_own_is_never_overwritten(
    assignment: Any, tmp_path: Path
) -> None:
    """One that runs kernels is refused, with the lines that it lacks; another is kept."""
    config = tmp_path / "nbgrader_config.py"
    config.write_text("c = get_config()\n")
    with pytest.raises(UsageError, match="lets nbgrader run student code in a kernel"):
        write_config(assignment, tmp_path)
    assert config.read_text() == "c = get_config()\n"
    own = '# mine\n"grader.bridges.autograde.GradeCells"\n'
    config.write_text(own)
    write_config(assignment, tmp_path)
    assert config.read_text() == own
