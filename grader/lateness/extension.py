"""More time for a single student."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from grader.lateness.deadline import instant


class Extension(msgspec.Struct, frozen=True):
    """A deadline of one's own, or hours on top of everybody's."""

    student_id: str
    due: datetime | None = None  # with its zone
    extra_h: float = 0.0  # 0: no more time than everybody

    def new_due(self, due: datetime) -> datetime:
        """The deadline in place of `due`, never earlier: everybody's may have moved since."""
        if self.due is not None:
            return max(due, self.due, key=instant)
        return (instant(due) + timedelta(hours=self.extra_h)).astimezone(due.tzinfo)

    @property
    def shown(self) -> str:
        """How much more, for people."""
        if self.due is not None:
            return self.due.isoformat(" ", "minutes")
        return f"+{self.extra_h:g} h"

    @property
    def gives_time(self) -> bool:
        """False where an earlier one is taken back."""
        return self.due is not None or self.extra_h > 0
