"""Checks are collected when they are needed, and torch only by those that stand on it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import msgspec

from grader.assignment import find
from grader.grading import Lane
from grader.progress import News, Progress
from grader.records import Outcome
from grader.stage import stage

_SCRIPT = """
import sys
from pathlib import Path
from grader.assignment import find
from grader.grading import grade
root = Path({root!r})
grade(Path({submission!r}), find("hw1", root), only=["double"])
print("torch" in sys.modules)
"""


PUBLIC = '''
@check(points=0)
def test_public(student):
    """Public.

    공개 검사입니다.
    """
'''


def _needing(course: Any, module: str, exercise: str) -> Any:
    """The small course, with one exercise that runs on another module."""
    assignment = find("hw1", course.root)
    exercises = tuple(
        msgspec.structs.replace(each, runtime=("numpy", module)) if each.name == exercise else each
        for each in assignment.exercises
    )
    return replace(assignment, exercises=exercises)


def test_a_missing_package_decides_nothing(course: Any) -> None:
    """An exercise whose package is not installed is our fault; the others are graded."""
    assignment = _needing(course, "no_such_package", "quadruple")
    with Lane(assignment) as lane:
        graded = lane.run(stage(course.submission(), assignment.files))
    double, quadruple = graded.exercises
    assert double.score == double.points
    (check,) = quadruple.checks
    assert check.outcome is Outcome.GRADER_FAULT
    assert (check.score, check.points) == (0.0, 1.0)
    assert check.message is not None
    assert "no_such_package" in check.message.ko
    assert graded.grader_faults == (check,)


def test_where_students_work_a_missing_package_is_nobodys_fault(course: Any) -> None:
    """Public checks are skipped, with the command that installs the package."""
    assignment = replace(_needing(course, "no_such_package", "quadruple"), solutions=None)
    (assignment.folder / "checks").mkdir(exist_ok=True)
    (assignment.folder / "checks" / "test_quadruple.py").write_text(PUBLIC)
    with Lane(assignment) as lane:
        graded = lane.run(stage(course.submission(), assignment.files), ["quadruple"])
    (check,) = graded.exercises[0].checks
    assert check.outcome is Outcome.SKIPPED
    assert check.message is not None
    assert "pip install 'grade[no_such_package]'" in check.message.en
    assert not graded.grader_faults


def test_what_takes_long_before_the_first_check_is_told(course: Any) -> None:
    """Once for each set of packages, before they are imported; from then on all is warm."""
    assignment, heard = _needing(course, "json", "quadruple"), list[News]()
    staged = stage(course.submission(), assignment.files)
    with Lane(assignment, listener=heard.append) as lane:
        lane.run(staged)
        lane.run(staged)
    told = [(i, news.title.en) for i, news in enumerate(heard) if isinstance(news, Progress)]
    assert [title for _, title in told] == [
        "Getting ready: pytest, numpy",
        "Getting ready: pytest, numpy, json",
    ]
    assert told[0][0] == 0


def test_checks_are_collected_for_what_is_asked(course: Any) -> None:
    """A file of checks that cannot be read stands in nobody's way who does not ask for it."""
    assignment = _needing(course, "json", "quadruple")
    (assignment.checks_folder / "test_quadruple.py").write_text("raise RuntimeError\n")
    with Lane(assignment) as lane:
        graded = lane.run(stage(course.submission(), assignment.files), ["double"])
    assert graded.all_passed


def test_all_checks_are_listed(course: Any) -> None:
    """`checks` joins what every session has collected."""
    assignment = _needing(course, "json", "quadruple")
    with Lane(assignment) as lane:
        assert set(lane.session.checks()) == {"double", "quadruple"}


def test_torch_stays_out(course: Any) -> None:
    """Grading an exercise without torch does not import it."""
    script = _SCRIPT.format(root=str(course.root), submission=str(course.submission()))
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
