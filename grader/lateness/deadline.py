"""When an assignment is due and what lateness costs: the table `[deadline]`, pure data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from grader.text import Text, say

_MOST_GRACE_MIN: Final = 7 * 24 * 60
_YEARS: Final = range(1970, 9000)  # room on both sides: no sum with a time leaves the calendar


class Counts(StrEnum):
    """Which of several attempts counts."""

    BEST = "best"
    LAST = "last"


class Deadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is written in `assignment.toml`."""

    due: datetime  # with its zone
    grace_min: int = 0  # minutes after `due` that cost nothing
    # Per cent of the score: a number for every day begun, or steps, what is lost after 1, 2, ...
    penalty_per_day: Decimal | tuple[Decimal, ...] = Decimal(0)
    latest: datetime | None = None  # what is received later does not count
    counts: Counts = Counts.LAST
    zone: str = ""  # where receipts without a zone were written, such as Asia/Seoul

    def percent_lost(self, days: int) -> Decimal:
        """What so many days begun cost; the last step holds for all days after it."""
        if isinstance(self.penalty_per_day, Decimal):
            return min(Decimal(100), self.penalty_per_day * days)
        if not days:
            return Decimal(0)
        return self.penalty_per_day[min(days, len(self.penalty_per_day)) - 1]

    def moved_to(self, due: datetime) -> Deadline:
        """For one student: everything that is measured from `due` moves with it."""
        latest = self.latest and instant(self.latest) + (instant(due) - instant(self.due))
        return msgspec.structs.replace(self, due=due, latest=latest)

    @property
    def end_of_grace(self) -> datetime:
        """Until when nothing is lost."""
        return instant(self.due) + timedelta(minutes=self.grace_min)

    @property
    def clock(self) -> ZoneInfo | None:
        """For times of receipt that have no zone; None: such times are refused."""
        return ZoneInfo(self.zone) if self.zone else None

    def problems(self) -> Iterator[tuple[str, object, object]]:
        """What the types cannot say: field, got, expected."""
        for field, moment in (("due", self.due), ("latest", self.latest)):
            if moment is not None and (expected := expected_of(moment)) is not None:
                yield field, moment.isoformat(), expected
                return
        if not 0 <= self.grace_min <= _MOST_GRACE_MIN:
            yield "grace_min", self.grace_min, say("minutes from 0 to {most}", most=_MOST_GRACE_MIN)
        elif self.latest is not None and instant(self.latest) < (end := self.end_of_grace):
            yield (
                "latest",
                self.latest.isoformat(),
                say("{end} or later", end=end.astimezone(self.due.tzinfo).isoformat()),
            )
        try:
            _ = self.clock
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield "zone", self.zone, say("a name such as {example}", example="Asia/Seoul")
        yield from self._wrong_penalty()

    def _wrong_penalty(self) -> Iterator[tuple[str, object, object]]:
        steps = self.penalty_per_day
        if isinstance(steps, Decimal):
            steps = (steps,)
        if not steps or not all(step.is_finite() and 0 <= step <= 100 for step in steps):
            yield "penalty_per_day", _written(steps), say("per cent from 0 to 100")
        elif any(later < earlier for earlier, later in pairwise(steps)):
            yield "penalty_per_day", _written(steps), say("steps that do not fall")


def instant(moment: datetime) -> datetime:
    """Python subtracts and compares times of one zone as the clock on the wall shows them."""
    return moment.astimezone(UTC)


def expected_of(moment: datetime) -> Text | None:
    """What an author should have written in place of `moment`; None if it will do."""
    if moment.tzinfo is None:
        example = f"{moment.isoformat()}+09:00"
        return say("a time with its zone, such as {example}", example=example)
    if moment.year not in _YEARS:
        return say("a year from {first} to {last}", first=_YEARS[0], last=_YEARS[-1])
    return None


def _written(steps: tuple[Decimal, ...]) -> str:
    return ", ".join(map(str, steps)) or "[]"
