"""What the ledger has heard since a verdict counts for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from grader.assignment import find
from grader.exports.extended import Extended
from grader.lateness import Deadline, Extension
from grader.ledger import Entry, KeptExtension, Ledger
from tests.verdicts import START, graded

DUE = START - timedelta(hours=30)  # the verdict's receipt is two days late
LATE = graded(received_at=START, late_by_s=30 * 3600.0, lateness_factor=0.8)


def extended(course: Any, path: Path, at: datetime, hours: float = 6, **deadline: Any) -> Entry:
    """The late entry, with an extension that was given at some time."""
    assignment = find("hw1", course.root)
    steps = (Decimal(10), Decimal(20))
    due = None if deadline else Deadline(due=DUE, penalty_per_day=steps)
    extension = Extension(LATE.key.student, extra_h=hours)
    with Ledger.open(str(path)) as ledger:
        kept = KeptExtension(assignment="hw1", extension=extension, source="f", person="", at=at)
        ledger.extensions.keep([kept])
        return Extended(ledger, replace(assignment, deadline=due)).of(LATE)


@pytest.mark.parametrize(
    ("at", "hours", "factor"),
    [
        (START + timedelta(days=1), 6, 0.9),
        (START + timedelta(days=1), 48, 1.0),
        (START - timedelta(days=1), 48, 0.8),
    ],
)
def test_an_extension_that_is_newer_counts(
    course: Any, tmp_path: Path, at: datetime, hours: float, factor: float
) -> None:
    """An older one was there when the verdict was recorded, and is in it."""
    found = extended(course, tmp_path / "grades.sqlite", at, hours)
    assert found.lateness_factor == factor
    assert found.record == LATE.record


def test_without_a_deadline_all_stays(course: Any, tmp_path: Path) -> None:
    """As it was recorded."""
    at = START + timedelta(days=1)
    assert extended(course, tmp_path / "grades.sqlite", at, deadline=None) == LATE
