"""From a ledger to a class."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from grader.assignment import find
from grader.exports.classes import class_standings, in_full, version_that_counts
from grader.exports.slim import Slimmer
from grader.exports.standing import Standing, standings
from grader.lateness import Counts
from grader.ledger import Entry, Ledger
from grader.roster import Student
from tests.verdicts import START, fault, graded, mark, record, rejected


def version(name: str, score: float, hour: int, **fields: Any) -> Entry:
    received = START + timedelta(hours=hour)
    return graded(
        submission_sha256=name, record=record(score=score), received_at=received, **fields
    )


GOOD = version("good", 3.0, 1)
LATER = version("later", 2.0, 2)
TOO_LATE = version("too late", 3.0, 3, lateness_factor=0.0, late_by_s=9e5)


@pytest.mark.parametrize(
    ("versions", "policy", "expected"),
    [
        ((LATER, GOOD), Counts.LAST, LATER),
        ((LATER, GOOD), Counts.BEST, GOOD),
        ((GOOD, LATER, TOO_LATE), Counts.LAST, LATER),
        ((TOO_LATE,), Counts.LAST, TOO_LATE),
        ((GOOD, rejected(submission_sha256="r")), Counts.LAST, GOOD),
        ((rejected(),), Counts.BEST, rejected()),
        ((GOOD, fault()), Counts.BEST, fault()),
        ((fault(), GOOD), Counts.LAST, GOOD),
    ],
)
def test_one_version_counts(versions: tuple[Entry, ...], policy: Counts, expected: Entry) -> None:
    """By the time of receipt, whatever the order of grading; a fault keeps the best open."""
    assert version_that_counts(versions, policy) == expected


def test_the_course_decides(course: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Which version counts and what rubric items are worth stands in the course's files."""
    monkeypatch.chdir(course.root)
    course.write(
        "solutions/hw1/rubric.toml",
        'format_version = 1\n[[essays]]\nid = "why-not"\n'
        'items = [{ id = "why", points = 0.5, en = "why", ko = "까닭" }]\n',
    )
    toml = course.assignment / "assignment.toml"
    deadline = '[deadline]\ndue = 2026-04-01T12:00:00+09:00\ncounts = "best"\n\n'
    toml.write_text(toml.read_text().replace("[[exercises]]", deadline + "[[exercises]]", 1))
    with Ledger.open(str(tmp_path / "grades.sqlite")) as ledger:
        for entry in (GOOD, LATER):
            ledger.record(entry, "A")
        ledger.mark(mark("2023000001", "why", submission_sha256="good"))
        roster = (Student("2023000001", "김하늘", "1"), Student("absent", "이바다"))
        found = class_standings(ledger, find("hw1"), roster)
    assert [(each.student, each.name, each.section) for each in found] == [
        ("2023000001", "김하늘", "1"),
        ("absent", "이바다", ""),
    ]
    assert found[0].entry == Slimmer().slim(GOOD)
    assert found[0].total == 3.5
    assert found[1].status == "missing"


@pytest.mark.parametrize(
    "entries",
    [
        (GOOD,),
        (LATER, GOOD),
        (GOOD, fault(submission_sha256="good", checks_sha256="x")),
        (fault(), fault(minute=1)),
        (fault(), graded()),
        (graded(), graded(checks_sha256="x", record=record(score=3.0))),
        (rejected(),),
    ],
)
def test_what_is_read_again_is_what_counted(entries: tuple[Entry, ...], tmp_path: Path) -> None:
    """Whatever else the ledger has of the same student."""
    counting = partial(version_that_counts, policy=Counts.LAST)
    with Ledger.open(str(tmp_path / "grades.sqlite")) as ledger:
        for entry in entries:
            ledger.record(entry, "A")
        (slim,) = standings(
            map(Slimmer().slim, ledger.entries("hw1")), (), rubrics=(), counting=counting
        )
        (whole,) = standings(ledger.entries("hw1"), (), rubrics=(), counting=counting)
        absent = Standing("absent", None, 0, {})
        assert list(in_full(ledger, [slim, absent])) == [whole, absent]
