"""Notebooks on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.command import RIGHT, ROOT, Grade

SHAPES = (RIGHT / "shapes.py").read_text("utf-8")


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """One exercise as a person writes it, with a command and an output."""
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "# Exercise shapes"},
        {
            "cell_type": "code",
            "metadata": {},
            "source": f"%matplotlib inline\n{SHAPES}",
            "outputs": [{"output_type": "stream", "name": "stderr", "text": "a warning"}],
        },
    ]
    path = tmp_path / "homework.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": cells}), "utf-8")
    return path


def test_a_notebook_is_graded_like_files(grade: Grade, notebook: Path) -> None:
    """Named where exercises are named, too."""
    run = grade("assignment5", "shapes", notebook, "--json")
    (shapes,) = run.record.exercises
    assert (run.code, shapes.score) == (0, shapes.points)
    assert run.record.submission.files == ("shapes.py",)
    assert "%matplotlib inline was refused" in run.record.submission.notes[1].en


def test_a_broken_notebook_is_told(grade: Grade, tmp_path: Path) -> None:
    """As a submission that cannot be loaded."""
    (tmp_path / "homework.ipynb").write_text("{")
    run = grade("assignment5", tmp_path / "homework.ipynb")
    assert run.code == 3
    assert "homework.ipynb" in run.err


def test_the_notebook_form(grade: Grade, tmp_path: Path) -> None:
    """Every file that was written is named; as it is, nothing in it is solved."""
    pytest.importorskip("nbgrader")
    run = grade("notebook", "assignment5", "--out", tmp_path / "course")
    assert run.code == 0, run.err
    made = tmp_path / "course/source/assignment5/assignment5.ipynb"
    assert str(made) in run.text.splitlines()
    record = grade("assignment5", "shapes", made, "--json").record
    assert {check.outcome for check in record.exercises[0].checks} <= {"not_attempted", "blocked"}


@pytest.mark.parametrize(
    "command",
    [
        ("notebook", "assignment5", "--out", "nowhere"),
        ("gradebook", "sync", "assignment5", "--course", "nowhere"),
    ],
)
def test_without_nbgrader_a_sentence_says_what_to_install(
    command: tuple[str, ...], environment: dict[str, str]
) -> None:
    """And nothing else happens."""
    program = (
        "import sys\n"
        "sys.modules['nbgrader'] = None\n"
        f"sys.argv[1:] = {[*command, '--lang', 'en']!r}\n"
        "from grader.cli import main\n"
        "sys.exit(main())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "needs nbgrader. Next: pip install 'grade[nbgrader]'" in run.stderr
    assert not (ROOT / "nowhere").exists()
