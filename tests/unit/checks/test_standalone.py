"""`pytest solutions/NAME/checks --submission=DIR`: an author's everyday tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def run(course: Any, *options: str) -> subprocess.CompletedProcess[str]:
    """What pytest says and returns, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", str(course.solutions / "checks"), *options],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=course.root,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_right_answers_pass(course: Any) -> None:
    """Every check, without any other file than those that an author has anyway."""
    done = run(course, f"--submission={course.submission()}", "-v")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 passed" in done.stdout
    assert "test_double.py::test_values PASSED" in done.stdout


def test_wrong_answers_fail_with_the_authors_view(course: Any) -> None:
    """A wrong value, a missing file: each check says why."""
    submission = course.submission(double="def double(x): return x + 1\n")
    (submission / "quadruple.py").unlink()
    done = run(course, f"--submission={submission}")
    assert done.returncode == 1
    assert "1 failed, 1 passed, 1 error" in done.stdout
    assert "6 of 6 values are wrong" in done.stdout
    assert "quadruple.py is not in the submission" in done.stdout


def test_hostile_answers_run_in_workers_here_too(course: Any) -> None:
    """A loop and an exit end the check, not pytest."""
    limits = "[limits]\ncpu_per_call_s = 0.2\n"
    course.write(
        "assignments/hw1/assignment.toml",
        (course.assignment / "assignment.toml").read_text() + limits,
    )
    submission = course.submission(
        double="import os\ndef double(x):\n    while True: pass\n",
        quadruple="import os\ndef quadruple(x): os._exit(0)\n",
    )
    done = run(course, f"--submission={submission}")
    assert done.returncode == 1
    assert "3 failed" in done.stdout
    assert "processor time" in done.stdout
    assert "ended before it answered" in done.stdout


def test_a_submission_that_is_not_there_is_said_so(course: Any) -> None:
    """Not as a failure of the checks."""
    done = run(course, f"--submission={course.root / 'absent'}")
    assert done.returncode != 0
    assert "absent" in done.stdout + done.stderr
    assert "passed" not in done.stdout


def test_without_a_submission_the_checks_say_what_they_need(course: Any) -> None:
    """Plain `pytest` on the checks."""
    done = run(course)
    assert done.returncode != 0
    assert "passed" not in done.stdout


INI = "[pytest]\npythonpath = .\naddopts = -p evil_plugin\n"
TOML = "[tool.pytest.ini_options]\npythonpath = ['.']\naddopts = ['-p', 'evil_plugin']\n"
CONFIGURATIONS = {
    "pytest.ini": INI,
    ".pytest.ini": INI,
    "tox.ini": INI,
    "setup.cfg": INI.replace("[pytest]", "[tool:pytest]"),
    "pyproject.toml": TOML,
    "pytest.toml": TOML.replace("[tool.pytest.ini_options]", "[pytest]"),
}
MODULES = ("conftest", "evil_plugin", "setup", "sitecustomize", "usercustomize", "test_double")
SHADOWS = ("pytest", "numpy", "solutions", "grader")


def test_nothing_of_the_submission_configures_or_joins_pytest(course: Any, tmp_path: Path) -> None:
    """Its files are read as data; the process that runs pytest executes none of them."""
    mark = tmp_path / "it_ran"
    submission = course.submission()
    for name in (*MODULES, *SHADOWS):
        (submission / f"{name}.py").write_text(f"open({str(mark)!r}, 'a').write({name!r})\n")
    for name, text in CONFIGURATIONS.items():
        (submission / name).write_text(text)
    done = run(course, f"--submission={submission}")
    assert not mark.exists(), mark.read_text()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 passed" in done.stdout


def test_the_form_in_which_pytest_would_look_there_is_refused(course: Any) -> None:
    """In two words the folder counts as one of tests, and its pytest.ini would be obeyed."""
    done = run(course, "--submission", str(course.submission()))
    assert done.returncode == 4
    assert "write --submission=DIR" in done.stdout + done.stderr
