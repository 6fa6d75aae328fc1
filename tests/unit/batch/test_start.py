"""From the words of the command line to a batch; nothing is started."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from grader.batch.start import Asked, batch_of
from grader.errors import UsageError
from grader.lateness import Extension
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


def test_receipts_and_extensions_are_read(course: Any, folder: Path) -> None:
    """Before anything is opened, so that a wrong line costs no time."""
    toml = course.assignment / "assignment.toml"
    toml.write_text(toml.read_text("utf-8") + DEADLINE, "utf-8")
    received = written(folder, "received.csv", "student id,received\ns1,2026-11-21T12:00+09:00\n")
    longer = written(folder, "more.csv", "student id,extra hours\ns1,48\n")
    batch = batch_of(asked(folder, received=received, extensions=longer))
    (found,) = batch.discovery.found
    (kept,) = batch.extensions
    assert found.received_at == datetime(2026, 11, 21, 3, tzinfo=UTC)
    assert kept.extension == Extension("s1", extra_h=48)
    assert (kept.assignment, kept.source) == ("hw1", str(longer))


def test_without_a_deadline_nobody_can_have_more_time(folder: Path) -> None:
    """A file of extensions is refused."""
    extensions = written(folder, "more.csv", "student id,extra hours\n")
    with pytest.raises(UsageError, match="hw1 has no deadline"):
        batch_of(asked(folder, extensions=extensions))


def test_without_hidden_checks(course: Any, folder: Path) -> None:
    """A class is graded by those alone: their folder is named."""
    course.solutions.rename(course.root / "elsewhere")
    with pytest.raises(UsageError, match="hidden checks are not there"):
        batch_of(asked(folder))
