"""Every way to end has its code, and an error is one sentence on stderr."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.e2e.command import MIXED, PROGRAMS, RIGHT, ROOT, Grade, Run


def assert_one_sentence(run: Run, *parts: str) -> None:
    """Nothing on stdout, one line on stderr that holds every part, no traceback."""
    assert run.out == b""
    assert run.err.startswith("grade: ")
    assert len(run.err.splitlines()) == 1, run.err
    for part in parts:
        assert part in run.err


def test_all_passed_is_0(grade: Grade) -> None:
    """A right submission ends with 0."""
    run = grade("assignment5", *PROGRAMS, "--submission", RIGHT, "--json")
    assert (run.code, run.err) == (0, "")
    assert run.record.score == run.record.points


def test_some_failed_is_1(grade: Grade) -> None:
    """A submission that loses a point ends with 1, whatever else it earns."""
    run = grade("assignment5", "--submission", MIXED, "--json")
    assert (run.code, run.err) == (1, "")
    assert 0 < run.record.score < run.record.points


def test_an_unknown_assignment_is_2(grade: Grade) -> None:
    """A misspelt assignment ends with 2 and is guessed."""
    run = grade("asignment5")
    assert run.code == 2
    assert_one_sentence(run, "no assignment asignment5", "Did you mean assignment5?")


def test_no_assignment_here_is_2(grade: Grade, tmp_path: Path) -> None:
    """Outside a course the message says where it looked and what to do."""
    run = grade("assignment5", cwd=tmp_path)
    assert run.code == 2
    assert_one_sentence(run, str(tmp_path), "assignments/assignment5/assignment.toml")


def test_an_unknown_exercise_is_2(grade: Grade) -> None:
    """A misspelt exercise ends with 2 before anything runs, and the names there are listed."""
    run = grade("assignment5", "shape")
    assert run.code == 2
    assert_one_sentence(run, "no exercise shape", "shapes, im2col, convolution, pooling")


@pytest.mark.parametrize(
    "arguments", [["--nope"], ["--lang", "fr"], ["--minimum-confinement", "strong"]]
)
def test_a_wrong_option_is_2(grade: Grade, arguments: list[str]) -> None:
    """An option or a value that there is not ends with 2 and says which."""
    run = grade("assignment5", *arguments)
    assert (run.code, run.out) == (2, b"")
    assert arguments[-1] in run.err


def test_a_missing_submission_is_3(grade: Grade, tmp_path: Path) -> None:
    """A folder that is not there ends with 3."""
    run = grade("assignment5", "--submission", tmp_path / "nobody")
    assert run.code == 3
    assert_one_sentence(run, "There is nothing at", "nobody")


def test_an_empty_archive_is_3(grade: Grade, tmp_path: Path) -> None:
    """An empty zip ends with 3 and says which files to hand in."""
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    run = grade("assignment5", "--submission", tmp_path / "empty.zip", "--json")
    assert run.code == 3
    assert_one_sentence(run, "The submission is empty", "convolution.py")


def test_a_damaged_archive_is_3(grade: Grade, tmp_path: Path) -> None:
    """A zip that is cut off ends with 3."""
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04" + bytes(40))
    run = grade("assignment5", "--submission", tmp_path / "cut.zip")
    assert run.code == 3
    assert_one_sentence(run, "The archive is damaged")


def test_a_broken_assignment_is_4(grade: Grade, tmp_path: Path) -> None:
    """What is the author's fault ends with 4 and names the file and the field."""
    folder = tmp_path / "assignments" / "assignment5"
    folder.mkdir(parents=True)
    source = (ROOT / "assignments" / "assignment5" / "assignment.toml").read_text("utf-8")
    (folder / "assignment.toml").write_text(
        source.replace("format_version = 1", "format_version = 9")
    )
    run = grade("assignment5", "--submission", RIGHT, cwd=tmp_path)
    assert run.code == 4
    assert_one_sentence(run, "assignment.toml", "format_version is 9, expected 1")


def test_an_unreadable_secret_is_4(grade: Grade, tmp_path: Path) -> None:
    """A secret that is not there ends with 4: without it no verdict can be repeated."""
    run = grade("assignment5", "--submission", RIGHT, GRADE_SECRET_FILE=str(tmp_path / "none"))
    assert run.code == 4
    assert_one_sentence(run, "The course secret", "cannot be read")


def test_a_short_secret_is_4(grade: Grade, secret: Path) -> None:
    """A secret that could be guessed ends with 4."""
    secret.write_bytes(b"short")
    run = grade("assignment5", "--submission", RIGHT, "--json")
    assert run.code == 4
    assert_one_sentence(run, "has 5 bytes, expected at least 32")


def test_too_little_confinement_is_4(grade: Grade, tmp_path: Path) -> None:
    """Where student code cannot be held as strictly as asked it does not run; advice is given."""
    broken = tmp_path / "bin" / "bwrap"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\necho no namespaces for you >&2\nexit 1\n", "utf-8")
    broken.chmod(0o755)
    run = grade(
        "assignment5", "--submission", RIGHT, "--minimum-confinement", "namespaces", "--json",
        PATH=f"{broken.parent}:/usr/bin:/bin",
    )  # fmt: skip
    assert (run.code, run.out) == (4, b"")
    assert "no namespaces for you" in run.err
    assert "apt install bubblewrap" in run.err
    assert "Traceback" not in run.err
