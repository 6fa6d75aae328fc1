"""`pytest solutions/NAME/checks --submission DIR`: an author's everyday tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

EVIL = "open({mark!r}, 'w').write('ran')\n"


def run(course: Any, submission: Path, *options: str, cwd: Path | None = None) -> Any:
    """What pytest says and returns, in a process of its own."""
    checks = course.solutions / "checks"
    return subprocess.run(
        [sys.executable, "-m", "pytest", str(checks), "--submission", str(submission), *options],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=cwd or course.root,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_right_answers_pass(course: Any) -> None:
    """Every check, without any other file than those that an author has anyway."""
    done = run(course, course.submission(), "-v")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 passed" in done.stdout
    assert "test_double.py::test_values PASSED" in done.stdout


def test_wrong_answers_fail_with_the_authors_view(course: Any) -> None:
    """The values may be seen here: it is the author who looks."""
    done = run(course, course.submission(double="def double(x): return x + 1\n"))
    assert done.returncode == 1
    assert "1 passed" in done.stdout
    assert "6 of 6 values are wrong" in done.stdout


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("1 / 0\n", "ZeroDivisionError"),
        ("def double(x:\n", "SyntaxError"),
        ("def double(x):\n    while True: pass\n", "processor time"),
        ("import os\ndef double(x): os._exit(0)\n", "ended before it answered"),
    ],
)
def test_hostile_answers_fail(course: Any, source: str, said: str) -> None:
    """They run in a worker here as well."""
    course.write(
        "assignments/hw1/assignment.toml",
        (course.assignment / "assignment.toml").read_text()
        + "[limits]\ncpu_per_call_s = 0.2\nwall_per_call_s = 5.0\n",
    )
    done = run(course, course.submission(double=source), "-k", "double")
    assert done.returncode == 1
    assert said in done.stdout


def test_a_missing_file_fails(course: Any) -> None:
    """Each check of it, with the reason."""
    submission = course.submission()
    (submission / "double.py").unlink()
    done = run(course, submission, "-k", "double")
    assert done.returncode == 1
    assert "double.py is not in the submission" in done.stdout


def test_a_submission_that_is_not_there_is_said_so(course: Any) -> None:
    """Not as a traceback of ours."""
    done = run(course, course.root / "absent")
    assert done.returncode != 0
    assert "absent" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_without_a_submission_the_checks_say_what_they_need(course: Any) -> None:
    """Plain `pytest` on the checks."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", str(course.solutions / "checks")],
        cwd=course.root,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "student" in done.stdout


CONFIGURATIONS = {
    "conftest.py": "{evil}",
    "pytest.ini": "[pytest]\npythonpath = .\naddopts = -p evil_plugin\n",
    ".pytest.ini": "[pytest]\npythonpath = .\naddopts = -p evil_plugin\n",
    "pytest.toml": "[pytest]\npythonpath = ['.']\naddopts = ['-p', 'evil_plugin']\n",
    "pyproject.toml": (
        "[tool.pytest.ini_options]\npythonpath = ['.']\naddopts = ['-p', 'evil_plugin']\n"
    ),
    "tox.ini": "[pytest]\npythonpath = .\naddopts = -p evil_plugin\n",
    "setup.cfg": "[tool:pytest]\npythonpath = .\naddopts = -p evil_plugin\n",
    "setup.py": "{evil}",
    "sitecustomize.py": "{evil}",
    "usercustomize.py": "{evil}",
    "pytest.py": "{evil}",
    "numpy.py": "{evil}",
    "test_double.py": "{evil}",
    "solutions.py": "{evil}",
}


@pytest.mark.parametrize("name", CONFIGURATIONS)
@pytest.mark.parametrize("form", ["--submission DIR", "--submission=DIR"])
def test_nothing_of_the_submission_configures_or_joins_pytest(
    course: Any, tmp_path: Path, name: str, form: str
) -> None:
    """Its files are read as data; the process that runs pytest executes none of them."""
    mark = tmp_path / "it_ran"
    evil = EVIL.format(mark=str(mark))
    submission = course.submission()
    (submission / "evil_plugin.py").write_text(evil)
    (submission / name).write_text(CONFIGURATIONS[name].replace("{evil}", evil))
    arguments = [str(course.solutions / "checks")]
    arguments += form.replace("DIR", str(submission)).split(" ")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=course.root,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert not mark.exists(), done.stdout
    assert done.returncode == 0, done.stdout + done.stderr
