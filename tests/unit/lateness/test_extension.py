"""An extension is a deadline of one's own or hours on top."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from grader.lateness import Extension

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_deadline_of_ones_own() -> None:
    """It stands in place of everybody's."""
    due = datetime(2026, 11, 20, tzinfo=UTC)
    assert Extension("1", due=due).new_due(due - timedelta(days=3)) == due


def test_it_takes_no_time_away() -> None:
    """Where everybody's deadline has moved past it, everybody's counts."""
    due = datetime(2026, 11, 20, tzinfo=UTC)
    assert Extension("1", due=due).new_due(due + timedelta(days=3)) == due + timedelta(days=3)


def test_no_hours_are_no_extension() -> None:
    """So that one can be taken back."""
    assert not Extension("1").gives_time
    assert Extension("1", extra_h=0.5).gives_time


def test_hours_are_hours() -> None:
    """When clocks are changed in between they are as many, and the zone stays."""
    due = datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    later = Extension("1", extra_h=24).new_due(due)
    assert later.isoformat() == "2026-10-25T11:00:00+01:00"
    assert later.tzinfo is BERLIN
