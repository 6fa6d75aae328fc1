"""Ledger entries made by hand; tests of several kinds use them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from grader.ledger import Entry, Key, Mark, Status
from grader.records import (
    CheckResult,
    Confinement,
    EssayResult,
    ExerciseResult,
    GradedSubmission,
    Outcome,
    Said,
    SubmissionInfo,
)
from grader.text import Text

ASSIGNMENT = "hw1"
START = datetime(2026, 4, 1, 3, tzinfo=UTC)


def key(student: str = "2023000001", **fields: str) -> Key:
    """One that differs from others where `fields` say so."""
    values = {
        "assignment": ASSIGNMENT,
        "submission_sha256": "a" * 64,
        "checks_sha256": "b" * 64,
        "environment_sha256": "c" * 64,
    }
    return Key(student=student, **values | fields)


def record(student: str = "2023000001", score: float = 2.0, **fields: Any) -> GradedSubmission:
    """Of one hidden check, worth 3 points, that said what no student may see."""
    check = CheckResult(
        id="double::test_values",
        title=Text(en="Every value is doubled.", ko="모든 값이 두 배가 됩니다."),
        outcome=Outcome.PASSED if score == 3 else Outcome.FAILED,
        score=score,
        points=3.0,
        hint=Text.same("a hint"),
        said=Said("hidden input"),
    )
    title = Text(en="Doubling", ko="두 배")
    exercise = ExerciseResult("double", title, score, 3.0, (check,), **fields)
    return GradedSubmission(
        assignment=ASSIGNMENT,
        confinement=Confinement.LANDLOCK,
        submission=SubmissionInfo(id=student, sha256="a" * 64),
        score=score,
        points=3.0,
        exercises=(exercise,),
        needs_person=exercise.needs_person,
    )


def essay(name: str = "why-not", points: float = 2.0, *, answered: bool = True) -> EssayResult:
    """A question that a person grades."""
    return EssayResult(name, Text(en="Why not", ko="안 되는 까닭"), points, answered)


def graded(student: str = "2023000001", **fields: Any) -> Entry:
    """A verdict; fields of the key and of the entry may be given."""
    of_key = {name: fields.pop(name) for name in Key.__struct_fields__ if name in fields}
    values = {"batch": "first", "recorded_at": START, "record": record(student)}
    return Entry(key=key(student, **of_key), status=Status.GRADED, **values | fields)


def fault(student: str = "2023000001", minute: int = 0, **fields: Any) -> Entry:
    """Our failure, `minute` minutes after the start."""
    return Entry(
        key=key(student, **fields),
        status=Status.FAULT,
        batch="first",
        recorded_at=START + timedelta(minutes=minute),
        reason=Text(en="The worker's machine was lost.", ko="워커의 컴퓨터가 사라졌어요."),
    )


def broken(student: str = "2023000001", score: float = 0.0, **fields: Any) -> Entry:
    """Our failure on the only check, of which a part was graded; `fields` of the key."""
    whole = record(student, score)
    (exercise,) = whole.exercises
    flag = "KeyError: 'x'\nTraceback (most recent call last):\n  hidden"
    check = replace(exercise.checks[0], outcome=Outcome.GRADER_FAULT, flag=flag)
    return Entry(
        key=key(student, **fields),
        status=Status.FAULT,
        batch="first",
        recorded_at=START,
        record=replace(whole, exercises=(replace(exercise, checks=(check,)),)),
        reason=Text.same("Not graded: double::test_values (KeyError: 'x')"),
    )


def rejected(student: str = "2023000001", **fields: str) -> Entry:
    """A submission that could not be taken in."""
    return Entry(
        key=key(student, **fields),
        status=Status.REJECTED,
        batch="first",
        recorded_at=START,
        reason=Text(en="It is no archive.", ko="압축 파일이 아니에요."),
    )


def mark(student: str = "2023000001", *items: str, **fields: Any) -> Mark:
    """A person's decision on the essay `why-not`."""
    values = {
        "assignment": ASSIGNMENT,
        "question": "why-not",
        "submission_sha256": "a" * 64,
        "person": "ta1",
        "at": START,
    }
    return Mark(student=student, items=items, **values | fields)
