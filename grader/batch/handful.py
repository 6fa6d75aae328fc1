"""How many submissions go to a lane at once: enough that moving them costs little."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

TASK_S: Final = 0.5  # that a handful should take: as long may verdicts wait for their neighbours'
MOST: Final = 64
_MOST_BYTES: Final = 8 << 20  # of their files together
_MEMORY: Final = 0.5  # weight of the newest handful in what a submission is said to take
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Job(Generic[_Item]):
    """A submission on its way to a lane."""

    item: _Item  # the caller's own
    work: bytes
    tries: int = 0


@dataclass(frozen=True)
class Handful(Generic[_Item]):
    """What one lane has at once."""

    jobs: tuple[Job[_Item], ...]
    since_s: float


class Handfuls(Generic[_Item]):
    """Jobs that wait for a lane, and how many of them the next one gets."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """One at a time, until it is known how long they take."""
        self._clock = clock
        self._waiting: deque[Job[_Item]] = deque()
        self._each_s = TASK_S

    @property
    def size(self) -> int:
        """Of the next handful at most."""
        return max(1, min(MOST, int(TASK_S / self._each_s)))

    def __len__(self) -> int:
        """Jobs that wait."""
        return len(self._waiting)

    def add(self, job: Job[_Item]) -> None:
        """It is the last in the queue."""
        self._waiting.append(job)

    def take(self) -> Handful[_Item]:
        """The next jobs; what has failed before is alone, so that nobody else is blamed for it."""
        jobs = [self._tried()]
        size = len(jobs[0].work)
        while self._waiting and len(jobs) < self.size and jobs[0].tries == 1:
            size += len(self._waiting[0].work)
            if self._waiting[0].tries or size > _MOST_BYTES:
                break
            jobs.append(self._tried())
        return Handful(tuple(jobs), self._clock())

    def ended(self, handful: Handful[_Item]) -> None:
        """Learn from it how many the next one should have."""
        each_s = (self._clock() - handful.since_s) / len(handful.jobs)
        self._each_s += _MEMORY * (max(each_s, TASK_S / MOST) - self._each_s)

    def _tried(self) -> Job[_Item]:
        job = self._waiting.popleft()
        return replace(job, tries=job.tries + 1)
