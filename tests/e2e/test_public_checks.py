"""Where the solutions are absent only public checks run, and the record says what waits."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.e2e.command import MIXED, PROGRAMS, RIGHT, Grade


def test_only_public_checks_run(grade: Grade, course_without_solutions: Path) -> None:
    """A student's run has public checks alone; they give no points."""
    run = grade(
        "assignment5", *PROGRAMS, "--submission", MIXED, "--json", cwd=course_without_solutions
    )
    checks = [check for exercise in run.record.exercises for check in exercise.checks]
    assert run.code == 1
    assert checks
    assert all(check.public for check in checks)
    assert (run.record.score, run.record.points) == (0, 0)


def test_hidden_checks_are_announced(grade: Grade, course_without_solutions: Path) -> None:
    """The record says how many hidden checks wait and what they are worth."""
    run = grade(
        "assignment5", *PROGRAMS, "--submission", RIGHT, "--json", cwd=course_without_solutions
    )
    waiting = {e.name: (e.hidden_checks, e.hidden_points) for e in run.record.exercises}
    assert run.code == 0
    assert all(checks > 0 for checks, _ in waiting.values())
    assert sum(points for _, points in waiting.values()) == 55


def test_the_report_announces_hidden_checks(grade: Grade, course_without_solutions: Path) -> None:
    """A person reads that hidden checks wait, and no score."""
    run = grade(
        "assignment5", "shapes", "--submission", RIGHT, "--lang", "en",
        cwd=course_without_solutions,
    )  # fmt: skip
    assert run.code == 0
    assert "hidden" in run.text
    assert "0/8" not in run.text


def test_public_checks_need_no_secret(
    grade: Grade, course_without_solutions: Path, tmp_path: Path
) -> None:
    """No secret is read or made on a student's machine, and two runs agree."""
    own = {"GRADE_SECRET_FILE": None, "XDG_DATA_HOME": str(tmp_path / "data")}
    arguments = ("assignment5", "im2col", "--submission", MIXED, "--json")
    first, second = (grade(*arguments, cwd=course_without_solutions, **own) for _ in range(2))
    assert not (tmp_path / "data").exists()
    assert (first.err, first.out) == ("", second.out)


def test_mistakes_are_not_replaced_where_there_is_no_reference(
    grade: Grade, course_without_solutions: Path
) -> None:
    """A student whose im2col is wrong still sees how the convolution does with it."""
    run = grade(
        "assignment5", "convolution", "--submission", MIXED, "--json",
        cwd=course_without_solutions,
    )  # fmt: skip
    (exercise,) = run.record.exercises
    assert exercise.graded_with_reference == ()
    assert len({check.outcome for check in exercise.checks}) > 1


def test_grading_changes_no_file_of_the_course(
    grade: Grade, course_without_solutions: Path
) -> None:
    """Nothing is written beside the student's files but what Python itself caches."""
    before = contents(course_without_solutions)
    grade("assignment5", *PROGRAMS, "--submission", RIGHT, "--json", cwd=course_without_solutions)
    assert contents(course_without_solutions) == before


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files if path.suffix != ".pyc"}


def test_a_course_without_checks_is_the_authors_fault(
    grade: Grade, course_without_solutions: Path
) -> None:
    """A kit whose public checks are gone ends with 4, not with a pass."""
    shutil.rmtree(course_without_solutions / "assignments" / "assignment5" / "checks")
    run = grade("assignment5", "shapes", "--submission", RIGHT, cwd=course_without_solutions)
    assert run.code == 4
    assert run.err.startswith("grade: ")
    assert "Traceback" not in run.err
