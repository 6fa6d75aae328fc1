"""Group K: how the grader is set up, and by whom."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.assignment import find
from grader.errors import ConfinementError
from grader.grading import Lane
from grader.records import Confinement
from grader.sandbox import bubblewrap, ladder
from grader.stage import stage
from tests.attacks.arena import Arena
from tests.attacks.attack import FULL, LEVELS, RIGHT, WRONG

first_rung = pytest.mark.parametrize("arena", LEVELS[:1], indirect=True)

# number: (file of the submission, its text)
FILES = {
    "K136": ("requirements.txt", "graderattack-not-a-package\n"),
    "K137": ("assignment.toml", 'format_version = 1\nname = "hw1"\nexercises = []\n'),
    "K137b": ("rubric.yaml", "!!python/object/apply:os._exit [0]\n"),
    "K137c": ("pytest.ini", "[pytest]\naddopts = --collect-only\n"),
    "K141": ("test_basics.py", "def test_double(): pass\n"),
}

# number: variables of whoever grades
VARIABLES = {
    "K138": {"PYTHONSTARTUP": "/nowhere.py", "PYTHONHASHSEED": "1", "LD_PRELOAD": ""},
    "K144": {"PYTEST_ADDOPTS": "--collect-only", "PYTEST_PLUGINS": "graderattack"},
    "K144b": {"PYTHONWARNINGS": "error", "PYTHONOPTIMIZE": "2"},
}


@first_rung
@pytest.mark.parametrize("number", FILES)
def test_the_attack_is_blocked(number: str, arena: Arena) -> None:
    """A file that configures something changes no score, and its name is listed."""
    name, text = FILES[number]
    graded = arena.grade({"basics.py": WRONG, name: text})
    assert graded.score == 0
    handed_out = name == "assignment.toml"  # its name is no news; what is in it is not read
    assert graded.submission.ignored == (() if handed_out else (name,))


@first_rung
@pytest.mark.parametrize("number", FILES)
def test_the_twin_passes(number: str, arena: Arena) -> None:
    """Right code keeps its points beside such a file."""
    name, text = FILES[number]
    assert arena.grade({"basics.py": RIGHT, name: text}).score == FULL


@pytest.mark.parametrize("number", VARIABLES)
def test_the_environment_of_whoever_grades_changes_nothing(
    number: str, course: Path, tmp_path: Path
) -> None:
    """Settings for other projects are not read, and reach no submission."""
    (tmp_path / "basics.py").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / "basics.py").write_text(WRONG, encoding="utf-8")
    for folder, code in ((tmp_path, 0), (tmp_path / "wrong", 1)):
        done = subprocess.run(
            [sys.executable, "-m", "grader", "hw1", "--submission", folder, "--json"],
            cwd=course,
            env=os.environ | VARIABLES[number],
            capture_output=True,
            check=False,
        )
        assert done.returncode == code, done.stderr.decode()


@pytest.mark.parametrize("minimum", [Confinement.NAMESPACES, Confinement.LANDLOCK])
def test_nothing_is_graded_below_the_minimum(
    minimum: Confinement, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K139: where confinement fails the grader refuses, and runs no student code to find out."""
    monkeypatch.setattr(bubblewrap, "find", lambda: None)
    monkeypatch.setattr(ladder, "supported", lambda level: level is Confinement.UNCONFINED)
    (tmp_path / "basics.py").write_text("open('graderattack-ran', 'w')\n", encoding="utf-8")
    assignment = find("hw1", course)
    with Lane(assignment, minimum) as lane, pytest.raises(ConfinementError) as refused:
        lane.run(stage(tmp_path, assignment.files))
    assert "no bwrap" in str(refused.value)
    assert not Path("graderattack-ran").exists()


@pytest.mark.parametrize("broken", ["a bwrap that cannot start", "a bwrap that ends at once"])
def test_a_bubblewrap_that_fails_is_no_bubblewrap(
    broken: str, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K139b: a program in its place that does nothing never leads to code that runs unconfined."""
    program = tmp_path / "bwrap"
    program.write_text("" if "start" in broken else "#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(bubblewrap, "find", lambda: str(program))
    folder = tmp_path / "2023123456"
    folder.mkdir()
    (folder / "basics.py").write_text(RIGHT, encoding="utf-8")
    assignment = find("hw1", course)
    with (
        Lane(assignment, Confinement.NAMESPACES) as lane,
        pytest.raises(ConfinementError),
    ):
        lane.run(stage(folder, assignment.files))
