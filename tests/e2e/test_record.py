"""--json prints the record and nothing else, and the same record for the same files."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from grader.records import FORMAT_VERSION, Confinement, GradedSubmission
from tests.e2e.command import MIXED, PROGRAMS, RIGHT, Grade


def scores(graded: GradedSubmission) -> dict[str, float]:
    return {exercise.name: exercise.score for exercise in graded.exercises}


def test_json_stands_alone_on_stdout(grade: Grade) -> None:
    """The whole of stdout is one record that can be read back, stderr is empty."""
    run = grade("assignment5", "--submission", MIXED, "--json")
    assert run.err == ""
    assert run.record.format_version == FORMAT_VERSION
    assert run.record.to_json() + b"\n" == run.out
    assert run.record.assignment == "assignment5"
    assert run.record.submission.id == "submission"


def test_prints_of_student_code_stay_inside_the_record(grade: Grade) -> None:
    """What student code prints is data: it never reaches stdout or stderr by itself."""
    run = grade("assignment5", "shapes", "--submission", MIXED, "--json")
    printed = [check.output for exercise in run.record.exercises for check in exercise.checks]
    assert any("macs per output" in output for output in printed)
    assert run.err == ""


def test_only_what_is_asked_for_is_reported(grade: Grade) -> None:
    """With exercises named the record holds these alone; those they build on run unseen."""
    run = grade("assignment5", "convolution", "--submission", MIXED, "--json")
    (exercise,) = run.record.exercises
    assert exercise.name == "convolution"
    assert exercise.graded_with_reference == ("im2col",)
    assert run.record.points == exercise.points


def test_two_runs_give_the_same_record(grade: Grade) -> None:
    """The same files under the same secret give the same bytes."""
    first, second = (grade("assignment5", "--submission", MIXED, "--json") for _ in range(2))
    assert first.out == second.out


def test_a_busy_machine_gives_the_same_record(grade: Grade) -> None:
    """Other work on the machine changes no verdict."""
    calm = grade("assignment5", *PROGRAMS, "--submission", MIXED, "--json")
    with busy(2):
        loaded = grade("assignment5", *PROGRAMS, "--submission", MIXED, "--json")
    assert loaded.out == calm.out


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """So many processes that do nothing but compute."""
    endless = [sys.executable, "-c", "while True: pass"]
    running = [subprocess.Popen(endless) for _ in range(processes)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


@pytest.fixture
def packed(tmp_path: Path) -> dict[str, Path]:
    """The same submission as folder, nested folder, zip, tar.gz and zip with a folder in it."""
    ways = {name: tmp_path / name / "2023123456" for name in ("folder", "nested")}
    shutil.copytree(MIXED, ways["folder"])
    shutil.copytree(MIXED, ways["nested"] / "hw5" / "src")
    for name in ("zip", "zip_with_folder"):
        ways[name] = tmp_path / name / "2023123456.zip"
        ways[name].parent.mkdir()
        with zipfile.ZipFile(ways[name], "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(MIXED.iterdir()):
                archive.write(file, file.name if name == "zip" else f"hw5/{file.name}")
    ways["tar.gz"] = tmp_path / "tar" / "2023123456.tar.gz"
    ways["tar.gz"].parent.mkdir()
    with tarfile.open(ways["tar.gz"], "w:gz") as archive:
        for file in sorted(MIXED.iterdir()):
            archive.add(file, file.name)
    return ways


def test_every_way_of_packing_is_graded_alike(grade: Grade, packed: dict[str, Path]) -> None:
    """Folder, nested folder, zip and tar of the same files earn the same and hash the same."""
    runs = {
        way: grade("assignment5", "shapes", "im2col", "--submission", path, "--json")
        for way, path in packed.items()
    }
    assert {run.code for run in runs.values()} == {1}
    assert len({run.record.submission.sha256 for run in runs.values()}) == 1
    assert {run.record.submission.id for run in runs.values()} == {"2023123456"}
    assert len({msgspec.json.encode(run.record.exercises) for run in runs.values()}) == 1


def test_a_single_file_is_a_submission(grade: Grade) -> None:
    """One .py file is graded; the other exercises are not attempted."""
    run = grade("assignment5", *PROGRAMS, "--submission", RIGHT / "im2col.py", "--json")
    assert run.record.submission.files == ("im2col.py",)
    assert scores(run.record) == {"shapes": 0, "im2col": 12, "convolution": 0, "pooling": 0}


def test_the_submission_defaults_to_the_assignments_folder(
    grade: Grade, course_without_solutions: Path
) -> None:
    """A student types `grade assignment5` and nothing else, in any folder of the course."""
    own = course_without_solutions / "assignments" / "assignment5"
    shutil.copy(RIGHT / "shapes.py", own / "shapes.py")
    run = grade("assignment5", "shapes", "--json", cwd=own)
    assert run.code == 0
    assert run.record.submission.id == "assignment5"


@pytest.mark.parametrize("level", [Confinement.LANDLOCK, Confinement.NAMESPACES])
def test_a_level_of_confinement_can_be_asked_for(grade: Grade, level: Confinement) -> None:
    """With --minimum-confinement the run is held so strictly, or it is none."""
    run = grade(
        "assignment5", "shapes", "--submission", RIGHT, "--minimum-confinement", level, "--json"
    )
    if run.code == 0:
        assert run.record.confinement.strictness >= level.strictness
    else:
        assert (run.code, run.out) == (4, b"")
        assert f"cannot be confined here at level {level}" in run.err


def test_another_secret_changes_no_score_of_a_right_submission(grade: Grade, secret: Path) -> None:
    """The secret chooses the numbers, never what is right."""
    for content in (b"\0" * 32, b"\xff" * 64, secret.read_bytes()):
        secret.write_bytes(content)
        run = grade("assignment5", *PROGRAMS, "--submission", RIGHT, "--json")
        assert run.code == 0


def test_a_secret_is_made_once_and_said_so(grade: Grade, tmp_path: Path) -> None:
    """Without a secret one is made, on stderr alone; the next run uses it in silence."""
    own = {"GRADE_SECRET_FILE": None, "XDG_DATA_HOME": str(tmp_path / "data")}
    first, second = (
        grade("assignment5", "shapes", "--submission", MIXED, "--json", **own) for _ in range(2)
    )
    (made,) = (tmp_path / "data").rglob("secret")
    assert (len(made.read_bytes()), made.stat().st_mode & 0o777) == (32, 0o600)
    assert str(made) in first.err
    assert (second.err, second.out) == ("", first.out)
