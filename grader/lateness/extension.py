"""More time for a single student."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from grader.lateness.deadline import instant


class Extension(msgspec.Struct, frozen=True):
    """One line: a deadline of one's own, or hours on top of everybody's."""

    student_id: str
    due: datetime | None = None  # with its zone
    extra_h: float = 0.0

    def new_due(self, due: datetime) -> datetime:
        """The deadline in place of `due`."""
        if self.due is not None:
            return self.due
        return (instant(due) + timedelta(hours=self.extra_h)).astimezone(due.tzinfo)
