"""How much help a course gives with a mistake, and when: the table `[hints]`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Annotated

import msgspec


class HintLevel(IntEnum):
    """What is told about a check that did not pass; each level includes those before it."""

    TITLE = 0  # what was checked, and what the code did instead
    HINT = 1  # the author's
    DIAGNOSIS = 2  # the named mistake, and the pattern of the wrong values
    COUNTEREXAMPLE = 3  # a small case to work by hand


class _Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="policy"):
    pass


class EverythingAtOnce(_Policy, frozen=True, tag="all"):
    """Nothing is held back."""


class ByAttempt(_Policy, frozen=True, tag="by_attempt"):
    """One level more after every so many versions in which the check did not pass."""

    attempts_per_level: Annotated[int, msgspec.Meta(ge=1)]


class ByTime(_Policy, frozen=True, tag="by_time"):
    """The author's hints from `release` on, one level more after every so many hours."""

    release: datetime  # with its zone
    hours_per_level: Annotated[float, msgspec.Meta(ge=0.01, le=10_000)]

    @property
    def step(self) -> timedelta:
        """From one level to the next."""
        return timedelta(hours=self.hours_per_level)


HintPolicy = EverythingAtOnce | ByAttempt | ByTime


@dataclass(frozen=True)
class Wait:
    """What a level of hints waits for: one of the two."""

    attempts: int | None = None  # more versions in which the check does not pass
    at: datetime | None = None


def visible_level(policy: HintPolicy, attempt: int, now: datetime) -> HintLevel:
    """The highest level that may be shown.

    `attempt` counts the versions in which the check did not pass, this one included; `now`
    has a zone.
    """
    match policy:
        case EverythingAtOnce():
            level = int(HintLevel.COUNTEREXAMPLE)
        case ByAttempt():
            level = (attempt - 1) // policy.attempts_per_level
        case ByTime():
            level = (now - policy.release) // policy.step + 1
    return HintLevel(min(max(level, HintLevel.TITLE), HintLevel.COUNTEREXAMPLE))


def wait_for(policy: HintPolicy, level: HintLevel, attempt: int) -> Wait:
    """What must happen before `level` may be shown."""
    match policy:
        case EverythingAtOnce():
            return Wait()
        case ByAttempt():
            return Wait(attempts=level * policy.attempts_per_level + 1 - attempt)
        case ByTime():
            return Wait(at=policy.release + (level - HintLevel.HINT) * policy.step)
