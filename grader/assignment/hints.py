"""How much help a course gives with a mistake, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Annotated

import msgspec

Positive = Annotated[float, msgspec.Meta(gt=0)]


class HintLevel(IntEnum):
    """What is told about a check that did not pass; each level includes those before it."""

    TITLE = 0  # what was checked, and what the code did instead
    HINT = 1  # the author's
    DIAGNOSIS = 2  # the named mistake, and the pattern of the wrong values
    COUNTEREXAMPLE = 3  # a small case to work by hand


class EverythingAtOnce(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="all"):
    """Nothing is held back."""


class ByAttempt(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="by_attempt"):
    """One level more after every so many versions in which the check did not pass."""

    attempts_per_level: Annotated[int, msgspec.Meta(ge=1)]


class ByTime(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="by_time"):
    """Author's hints from `release` on, one level more after every so many hours."""

    release: datetime
    hours_per_level: Positive

    def opens(self, level: HintLevel) -> datetime:
        """When `level` can first be seen."""
        return self.release + timedelta(hours=self.hours_per_level * (level - HintLevel.HINT))


HintPolicy = EverythingAtOnce | ByAttempt | ByTime


@dataclass(frozen=True)
class NextLevel:
    """What the next level of hints waits for: one of the two."""

    attempts: int | None = None  # more versions in which the check does not pass
    at: datetime | None = None


def visible_level(policy: HintPolicy, attempt: int, now: datetime) -> HintLevel:
    """The highest level that may be shown.

    `attempt` counts the versions in which the check did not pass, this one included; `now`
    needs a time zone.
    """
    match policy:
        case EverythingAtOnce():
            return HintLevel.COUNTEREXAMPLE
        case ByAttempt():
            return _bounded((max(attempt, 1) - 1) // policy.attempts_per_level)
        case ByTime():
            return max(
                (level for level in HintLevel if level and policy.opens(level) <= now),
                default=HintLevel.TITLE,
            )


def next_level(policy: HintPolicy, attempt: int, now: datetime) -> NextLevel | None:
    """What to wait for; None where all is open."""
    level = visible_level(policy, attempt, now)
    if level is HintLevel.COUNTEREXAMPLE:
        return None
    match policy:
        case ByAttempt():
            per_level = policy.attempts_per_level
            return NextLevel(attempts=per_level - (max(attempt, 1) - 1) % per_level)
        case ByTime():
            return NextLevel(at=policy.opens(HintLevel(level + 1)))
    return None


def _bounded(level: int) -> HintLevel:
    return HintLevel(min(level, HintLevel.COUNTEREXAMPLE))
