"""The command as users start it: a process of its own, in an environment of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.command import ROOT, TIME_LIMIT_S, Grade, Run, Start


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "course.secret"
    path.write_bytes(b"a course secret of 32 bytes or more")
    return path


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """The only folder for temporary files that the command knows."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture
def environment(tmp_path: Path, temporary: Path, secret: Path) -> dict[str, str]:
    """What the command sees of this machine: nothing of whoever runs the tests."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(tmp_path),
        "TMPDIR": str(temporary),
        "LC_ALL": "C.UTF-8",
        "GRADE_SECRET_FILE": str(secret),
    }


@pytest.fixture
def start(environment: dict[str, str]) -> Start:
    """Start `grade ARGUMENT...` and return its process."""

    def run(
        *arguments: object, cwd: Path = ROOT, **variables: str | None
    ) -> subprocess.Popen[bytes]:
        changed = {k: v for k, v in (environment | variables).items() if v is not None}
        return subprocess.Popen(
            [sys.executable, "-m", "grader", *map(str, arguments)],
            cwd=cwd,
            env=changed,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return run


@pytest.fixture
def grade(start: Start) -> Grade:
    """Run `grade ARGUMENT...` to its end."""

    def run(*arguments: object, cwd: Path = ROOT, **variables: str | None) -> Run:
        with start(*arguments, cwd=cwd, **variables) as process:
            try:
                out, err = process.communicate(timeout=TIME_LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return Run(process.returncode, out, err.decode())

    return run


@pytest.fixture
def course_without_solutions(tmp_path: Path) -> Path:
    """A course as students have it."""
    course = tmp_path / "course"
    shutil.copytree(ROOT / "assignments", course / "assignments")
    return course
