"""From the words of the command line to a batch; nothing is started."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.batch.start import Asked, batch_of
from grader.errors import UsageError
from grader.roster import Found
from tests.unit.batch.fakes import HereAndNow

DEADLINE = """
[deadline]
due = 2026-11-20T23:59:00+09:00
penalty_per_day = "10"
"""


@pytest.fixture
def folder(course: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of submissions: one, late by a day."""
    monkeypatch.chdir(course.root)
    folder: Path = course.root / "submissions"
    (folder / "s1").mkdir(parents=True)
    return folder


def asked(folder: Path, **more: Any) -> Asked:
    return Asked("hw1", [folder], HereAndNow(), **more)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder.parent / name
    path.write_text(text, "utf-8")
    return path


def test_what_is_looked_up(folder: Path) -> None:
    """Students of the roster, exercises with all that they build on, an id of its own."""
    roster = written(folder, "roster.csv", "student id\ns1\ns2\n")
    batch = batch_of(asked(folder, roster=roster, only=["quadruple"]))
    assert batch.wanted == ("double", "quadruple")
    assert [found.student_id for found in batch.discovery.found] == ["s1"]
    assert [student.id for student in batch.discovery.missing] == ["s2"]
    assert batch.id != batch_of(asked(folder)).id


def test_lateness_by_receipt_and_extension(course: Any, folder: Path) -> None:
    """A day late costs what the deadline says, unless that student had more time."""
    toml = course.assignment / "assignment.toml"
    toml.write_text(toml.read_text("utf-8") + DEADLINE, "utf-8")
    received = written(folder, "received.csv", "student id,received\ns1,2026-11-21T12:00+09:00\n")
    longer = written(folder, "more.csv", "student id,extra hours\ns1,48\n")
    factors = []
    for extensions in (None, longer):
        batch = batch_of(asked(folder, received=received, extensions=extensions))
        (found,) = batch.discovery.found
        lateness = batch.late(found)
        assert lateness is not None
        factors.append(float(lateness.factor))
    assert factors == [0.9, 1.0]


def test_without_a_deadline_nothing_is_late(folder: Path) -> None:
    """And nobody can have more time."""
    assert batch_of(asked(folder)).late(Found("s1", folder / "s1")) is None
    extensions = written(folder, "more.csv", "student id,extra hours\n")
    with pytest.raises(UsageError, match="hw1 has no deadline"):
        batch_of(asked(folder, extensions=extensions))


def test_without_hidden_checks(course: Any, folder: Path) -> None:
    """A class is graded by those alone: their folder is named."""
    course.solutions.rename(course.root / "elsewhere")
    with pytest.raises(UsageError, match="hidden checks are not there"):
        batch_of(asked(folder))
