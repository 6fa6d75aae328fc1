"""The archive is run as Gradescope runs it: as its own user, in its folders, by its script."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from grader.assignment import content, find
from grader.errors import UsageError
from grader.release.gradescope import write_autograder


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_state_path", lambda _: tmp_path / "state")


@pytest.fixture
def archive(course: Any, tmp_path: Path) -> Path:
    out = tmp_path / "autograder.zip"
    hw1 = find("hw1", course.root)
    content.remember_verified(hw1)
    write_autograder(hw1, out, "en")
    return out


@pytest.fixture
def machine(archive: Path, tmp_path: Path) -> Path:
    """/autograder as Gradescope's image has it after setup.sh."""
    folder = tmp_path / "autograder"
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder / "source")
        for entry in opened.infolist():
            (folder / "source" / entry.filename).chmod(entry.external_attr >> 16)
    for name in ("submission", "results"):
        (folder / name).mkdir()
    programs = folder / "source" / "venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "grade").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m grader "$@"\n')
    (programs / "grade").chmod(0o755)
    return folder


def run(machine: Path) -> tuple[int, dict[str, Any] | None]:
    """The exit code and the results, if there are any."""
    ended = subprocess.run(
        [machine / "source" / "run_autograder"],
        cwd=machine,
        env={"PATH": os.environ["PATH"], "AUTOGRADER": str(machine)},
        capture_output=True,
        check=False,
        timeout=120,
    )
    path = machine / "results" / "results.json"
    return ended.returncode, json.loads(path.read_bytes()) if path.exists() else None


def test_what_the_archive_holds(archive: Path, course: Any) -> None:
    """Both scripts at the top, executable; the course, our program, the secret, nothing else."""
    with zipfile.ZipFile(archive) as opened:
        entries = {entry.filename: entry for entry in opened.infolist()}
        secret = opened.read("secret")
    assert secret == (course.root / "secret").read_bytes()
    for script in ("setup.sh", "run_autograder"):
        assert entries[script].external_attr >> 16 == 0o755
    tops = {name.partition("/")[0] for name in entries}
    wheel = next(name for name in tops if name.endswith(".whl"))
    assert tops == {"setup.sh", "run_autograder", "secret", "course", wheel}
    assert "course/solutions/hw1/checks/test_double.py" in entries
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600  # nobody else may read the secret


def test_scripts_are_sound(archive: Path, tmp_path: Path) -> None:
    """Bash reads both; torch is installed where an exercise needs it, and only there."""
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path / "out")
    for script in ("setup.sh", "run_autograder"):
        subprocess.run(["bash", "-n", tmp_path / "out" / script], check=True)
    assert "torch" not in (tmp_path / "out" / "setup.sh").read_text()


@pytest.mark.linux
def test_a_right_submission(machine: Path, course: Any) -> None:
    """Every point, from the files in its folder to the file with the results."""
    for name in ("double.py", "quadruple.py"):
        source = (course.solutions / name).read_text("utf-8")
        own = source.replace("solutions.hw1.", "")  # students import their own files
        (machine / "submission" / name).write_text(own, "utf-8")
    code, results = run(machine)
    assert results is not None
    scores = [(test["score"], test["max_score"]) for test in results["tests"]]
    assert code == 0
    assert scores
    assert [score for score, _ in scores] == [points for _, points in scores], results


@pytest.mark.linux
def test_a_wrong_submission(machine: Path) -> None:
    """The student reads why; that is a verdict, so the script ends well."""
    (machine / "submission" / "double.py").write_text("def double(x):\n    return x\n", "utf-8")
    code, results = run(machine)
    assert results is not None
    assert code == 0
    failed = [test for test in results["tests"] if test["status"] == "failed"]
    assert failed
    assert all(test["output"] for test in failed)


@pytest.mark.linux
def test_nothing_to_grade(machine: Path) -> None:
    """A submission that cannot be taken in gets its reason in place of a test."""
    (machine / "submission" / "holiday.txt").write_text("no code", "utf-8")
    code, results = run(machine)
    assert code == 0
    assert results is not None
    assert results["score"] == 0.0
    assert "double.py" in results["output"]


@pytest.mark.linux
def test_a_failure_of_ours_leaves_no_results(machine: Path) -> None:
    """Not even those of the submission before: Gradescope then says that the autograder failed."""
    (machine / "results" / "results.json").write_text('{"score": 100}')
    (machine / "source" / "course" / "solutions" / "hw1" / "double.py").unlink()
    (machine / "submission" / "double.py").write_text("def double(x):\n    return 2 * x\n")
    code, results = run(machine)
    assert code not in (0, 1, 3)
    assert results is None


def test_refused_before_the_gate(course: Any, tmp_path: Path) -> None:
    """As for the kit: what is not proven sound grades nobody."""
    with pytest.raises(UsageError, match="grade verify hw1"):
        write_autograder(find("hw1", course.root), tmp_path / "a.zip", "en")


def test_an_older_archive_is_kept(archive: Path, course: Any) -> None:
    """A new name is asked for."""
    before = archive.read_bytes()
    with pytest.raises(UsageError, match="cannot be written: File exists"):
        write_autograder(find("hw1", course.root), archive, "en")
    assert archive.read_bytes() == before


def test_without_solutions_there_is_nothing_to_run(course: Any, tmp_path: Path) -> None:
    """Where students work."""
    hw1 = find("hw1", course.root)
    (course.root / "solutions").rename(course.root / "gone")
    alone = find("hw1", course.root)
    content.remember_verified(alone)
    assert hw1 != alone
    with pytest.raises(UsageError, match="solutions of hw1 are not here"):
        write_autograder(alone, tmp_path / "a.zip", "en")
