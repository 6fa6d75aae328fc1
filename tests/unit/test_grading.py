"""The whole flow on a small course."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from grader.assignment import find
from grader.diagnosis import Diagnostician
from grader.grading import Lane, grade
from grader.records import Confinement, GradedSubmission, Outcome
from grader.stage import stage

SLOW = """import time


def double(x):
    end = time.process_time() + 0.25
    while time.process_time() < end:
        pass
    return 2 * x
"""
WRONG = "def double(x):\n    return x + 1\n"


def outcomes(graded: GradedSubmission) -> dict[str, str]:
    return {c.id: c.outcome.value for e in graded.exercises for c in e.checks}


def test_right_answers(course: Any) -> None:
    """Right answers earn every point."""
    graded = grade(course.submission(), find("hw1", course.root))
    assert (graded.score, graded.points) == (4.0, 4.0)
    assert graded.all_passed
    assert graded.submission.files == ("double.py", "quadruple.py")
    assert graded.confinement is not Confinement.UNCONFINED


def test_a_copy_in_the_students_own_folder_is_named(course: Any) -> None:
    """It stands in for a file that is missing; what was handed out with it is no news."""
    assignment = find("hw1", course.root)
    for name in ("double (1).py", "quadruple.py", "layers.py"):
        (assignment.folder / name).write_text("", "utf-8")
    graded = grade(assignment.folder, assignment)
    assert graded.submission.ignored == ("double (1).py",)


def test_one_bug_costs_once(course: Any) -> None:
    """What builds on a failed exercise is graded with the reference in its place."""
    graded = grade(course.submission(double=WRONG), find("hw1", course.root))
    assert outcomes(graded) == {
        "double::test_shape": "passed",
        "double::test_values": "failed",
        "quadruple::test_values": "passed",
    }
    assert graded.exercises[1].graded_with_reference == ("double",)
    assert graded.score == 2.0


def test_own_code_counts_where_it_does_better(course: Any) -> None:
    """Two mistakes that cancel out cost nothing where they cancel out."""
    halves = "from double import double\n\n\ndef quadruple(x):\n    return 4 * (double(x) - 1)\n"
    graded = grade(course.submission(double=WRONG, quadruple=halves), find("hw1", course.root))
    assert outcomes(graded)["quadruple::test_values"] == "passed"
    assert graded.exercises[1].graded_with_reference == ()


def test_right_code_that_is_slow_holds_nothing_up(course: Any) -> None:
    """What takes too long on the student's own slow functions is graded with the references."""
    path = course.assignment / "assignment.toml"
    limits = "[limits]\ncpu_per_call_s = 0.4\n"
    text = path.read_text(encoding="utf-8")
    course.write(path, text.replace("[[exercises]]", f"{limits}\n[[exercises]]", 1))
    graded = grade(course.submission(double=SLOW), find("hw1", course.root))
    assert graded.all_passed
    assert graded.exercises[1].graded_with_reference == ("double",)


def test_the_mistake_is_named(course: Any) -> None:
    """A failed check whose answers are a misconception's carries its name."""
    graded = grade(course.submission(double=WRONG), find("hw1", course.root))
    (failed,) = (c for c in graded.exercises[0].checks if c.outcome is Outcome.FAILED)
    assert failed.diagnosis is not None
    assert failed.diagnosis.misconception == "adds_one"
    assert "1" in failed.diagnosis.explanation.ko


def test_a_failing_explanation_costs_nothing(course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The verdict stands, and the record says that the mistakes are not explained."""

    def breaks(*_: Any) -> Any:
        raise IndexError("no such place")

    monkeypatch.setattr(Diagnostician, "diagnose", breaks)
    graded = grade(course.submission(double=WRONG), find("hw1", course.root))
    assert graded.score == 2.0
    assert not graded.grader_faults
    assert [note.en for note in graded.exercises[0].notes] == [
        "The mistakes could not be explained (IndexError)."
    ]


def test_one_exercise_is_shown_and_its_needs_are_graded(course: Any) -> None:
    """Asking for one exercise shows one, graded as in a whole run."""
    assignment = find("hw1", course.root)
    graded = grade(course.submission(double=WRONG), assignment, only=["quadruple"])
    assert [e.name for e in graded.exercises] == ["quadruple"]
    assert (graded.score, graded.points) == (1.0, 1.0)


def test_a_missing_file(course: Any) -> None:
    """A missing file is not attempted; the rest is graded."""
    folder = course.submission()
    (folder / "double.py").unlink()
    graded = grade(folder, find("hw1", course.root))
    assert outcomes(graded)["double::test_shape"] == "not_attempted"
    assert outcomes(graded)["quadruple::test_values"] == "passed"


def test_public_checks_alone(course: Any) -> None:
    """Without solutions the public checks run and the hidden ones are announced."""
    assignment = replace(find("hw1", course.root), solutions=None)
    graded = grade(course.submission(), assignment)
    assert outcomes(graded) == {"double::test_ones": "passed"}
    assert graded.points == 0.0
    assert [e.hidden_checks for e in graded.exercises] == [2, 1]
    assert [e.hidden_points for e in graded.exercises] == [3.0, 1.0]


def test_a_lane_grades_many(course: Any) -> None:
    """Submissions in one lane do not touch each other: a bad one changes no later record."""
    assignment = find("hw1", course.root)
    with Lane(assignment) as lane:
        right = stage(course.submission(), assignment.files)
        first = lane.run(right)
        hostile = "import os\nos._exit(0)\n"
        bad = lane.run(stage(course.submission(double=hostile), assignment.files))
        assert outcomes(bad)["double::test_shape"] == "crashed"
        assert lane.run(right).to_json() == first.to_json()


def test_other_inputs_under_another_secret(course: Any) -> None:
    """Hidden inputs follow the secret: another one gives another largest difference."""
    assignment = find("hw1", course.root)
    staged = stage(course.submission(double=WRONG), assignment.files)
    largest = []
    for secret in (b"a" * 32, b"b" * 32):
        with Lane(assignment, secret=secret) as lane:
            difference = lane.run(staged).exercises[0].checks[1].difference
            assert difference is not None
            largest.append(difference.largest)
    assert largest[0] != largest[1]


def test_a_check_that_is_broken_is_our_fault(course: Any) -> None:
    """A check that raises on its own is neither passed nor failed."""
    path = course.solutions / "checks/test_double.py"
    path.write_text(path.read_text("utf-8").replace("(2, 3))\n\n\n@", "1 / 0)\n\n\n@"), "utf-8")
    graded = grade(course.submission(), find("hw1", course.root))
    assert outcomes(graded)["double::test_shape"] == "grader_fault"
    assert [c.id for c in graded.grader_faults] == ["double::test_shape"]
    assert not graded.all_passed


@pytest.mark.parametrize("level", [Confinement.NAMESPACES, Confinement.LANDLOCK])
def test_the_level_is_in_the_record(course: Any, level: Confinement) -> None:
    """What was reached is at least what was asked for."""
    graded = grade(course.submission(), find("hw1", course.root), minimum=level)
    assert graded.confinement.strictness >= level.strictness


def test_a_bonus_comes_on_top(course: Any) -> None:
    """Its score counts, its points do not; who leaves it out has all points."""
    path = course.assignment / "assignment.toml"
    entry = '[[exercises]]\nname = "quadruple"\n'
    path.write_text(path.read_text("utf-8").replace(entry, f"{entry}bonus = true\n"), "utf-8")
    assignment = find("hw1", course.root)
    folder = course.submission()
    graded = grade(folder, assignment)
    assert (graded.score, graded.points, graded.bonus) == (4.0, 3.0, 1.0)
    assert assignment.points == 3.0
    (folder / "quadruple.py").unlink()
    graded = grade(folder, assignment)
    assert (graded.score, graded.points, graded.all_passed) == (3.0, 3.0, True)
