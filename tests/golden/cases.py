"""Golden cases: submissions as students hand them in, and what each must earn.

A case is a folder with the student's files in `submission/` and, in `expected.json`:

    claim       one sentence: what this case holds the grader to
    score       of the whole submission
    exercises   those whose file is there, by name: score, graded_with_reference, and checks:
                the outcome by function, or a single one where every check has the same
    refused, ignored, notes     where the case is about them; refused is file to reason and
                a reason or note is given by a part of its English sentence
    flagged     checks whose record holds evidence for a person, where there are any
    says        where the message is the point: a part of its English sentence by check id
    at          where the place is the point: file and line of the student's, by check id
    diagnosed   where the mistake is a well-known one: its misconception by check id
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader.assignment import Assignment, find
from grader.limits import Limits
from grader.records import ExerciseResult, GradedSubmission

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NAMES = sorted(folder.parent.name for folder in HERE.glob("*/submission"))
SECRET = bytes(range(32))  # fixed: where a wrong answer first differs is part of a record
# Endless code ends sooner here than in a course; honest code is far below either.
_LIMITS = Limits(cpu_per_call_s=0.5, cpu_per_exercise_s=1.5, wall_per_call_s=2.0)

Expected = dict[str, Any]
EARNED = ("score", "exercises", "flagged")  # what the grader says; the rest is a person's


def assignment() -> Assignment:
    """The assignment that all cases belong to."""
    return replace(find("assignment5", ROOT), limits=_LIMITS)


def submission_of(name: str) -> Path:
    """The student's folder."""
    return HERE / name / "submission"


def expected_of(name: str) -> Expected:
    """What the case must earn, as a person has reviewed it."""
    content: Expected = json.loads(_file(name).read_text(encoding="utf-8"))
    return content


def write(name: str, expected: Expected) -> None:
    """Keep `expected` for review."""
    document = json.dumps(expected, indent=2, ensure_ascii=False)
    _file(name).write_text(f"{document}\n", encoding="utf-8")


def earned(graded: GradedSubmission, assignment: Assignment) -> Expected:
    """The part of a record that every machine and every level of confinement agrees on."""
    handed_in = [e for e in graded.exercises if is_handed_in(e, graded, assignment)]
    part: Expected = {
        "score": graded.score,
        "exercises": {exercise.name: _exercise(exercise) for exercise in handed_in},
    }
    flagged = [c.id for e in graded.exercises for c in e.checks if c.flag is not None]
    return part | ({"flagged": flagged} if flagged else {})


def is_handed_in(
    exercise: ExerciseResult, graded: GradedSubmission, assignment: Assignment
) -> bool:
    """The exercise's file is in the submission, taken in or refused."""
    names = {*graded.submission.files, *(file.name for file in graded.submission.refused)}
    return assignment.exercise(exercise.name).file in names


def _exercise(exercise: ExerciseResult) -> Expected:
    outcomes = {check.id.partition("::")[2]: check.outcome.value for check in exercise.checks}
    alike = len(set(outcomes.values())) == 1
    return {
        "score": exercise.score,
        "graded_with_reference": list(exercise.graded_with_reference),
        "checks": next(iter(outcomes.values())) if alike else outcomes,
    }


def _file(name: str) -> Path:
    return HERE / name / "expected.json"
