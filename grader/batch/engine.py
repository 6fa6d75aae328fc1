"""Work in, answers out: one submission in each lane, a second try where we failed."""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from grader.batch import worker
from grader.batch.messages import (
    Answer,
    Failed,
    Fit,
    Graded,
    Setting,
    Unfit,
    Work,
    answer_from,
    encoded,
)
from grader.errors import ClusterError
from grader.records import Confinement
from grader.text import Language, Text, say

if TYPE_CHECKING:
    from distributed import Client, Future

TRIES: Final = 2
_TICK_S: Final = 1.0
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class _Job(Generic[_Item]):
    item: _Item  # the caller's own
    work: bytes
    tries: int = 0


class Engine(Generic[_Item]):
    """One batch on one cluster.

    As many submissions are under way as there are lanes, so that the one in a lane that dies is
    the one to blame, and so that memory does not grow with the class.
    """

    def __init__(self, client: Client, *, tick_s: float = _TICK_S) -> None:
        """Every `tick_s` at least the caller has its turn."""
        self._client = client
        self._tick_s = tick_s
        self._done: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self._running: dict[str, _Job[_Item]] = {}
        self._ready: deque[_Job[_Item]] = deque()
        self._submitted = 0

    def running(self) -> int:
        """How many are in a lane now."""
        return len(self._running)

    def answers(
        self, work: Iterator[tuple[_Item, Work] | None]
    ) -> Iterator[tuple[_Item, Graded | Failed] | None]:
        """Each item with its answer, in the order in which they come; None while nothing comes.

        `work` says None while it cannot say what is next.
        """
        jobs = (each and _Job(each[0], encoded(each[1])) for each in work)
        lanes, more = self._lanes(), True
        while more or self._ready or self._running:
            if self._ready and len(self._running) < lanes:
                self._submit(self._ready.popleft())
                continue
            if more and not self._ready and self._done.empty():  # what is done is not kept waiting
                more = self._prepare(jobs)
                if self._ready or not more:
                    continue
            settled = self._next_settled()
            yield settled
            if settled is None:  # some time has passed, or a lane has died
                lanes = self._lanes()

    def _prepare(self, jobs: Iterator[_Job[_Item] | None]) -> bool:
        """Have a job at hand, if there is one now; False if there will be none."""
        for job in jobs:
            if job is not None:
                self._ready.append(job)
            return True
        return False

    def _next_settled(self) -> tuple[_Item, Graded | Failed] | None:
        """What has ended, if anything has within a tick and it is not tried again."""
        try:
            return self._settle(self._done.get(timeout=self._tick_s))
        except queue.Empty:
            return None

    def _submit(self, job: _Job[_Item]) -> None:
        self._submitted += 1
        key = f"grade-{self._client.id}-{self._submitted}"
        future = self._client.submit(worker.grade, job.work, key=key, pure=False)
        self._running[key] = replace(job, tries=job.tries + 1)
        future.add_done_callback(self._done.put)

    def _settle(self, future: Future) -> tuple[_Item, Graded | Failed] | None:
        """The answer, if it is the last word."""
        job = self._running.pop(future.key)
        answer = _answer_of(future)
        future.release()
        match answer:
            case Failed() | Unfit() if job.tries < TRIES:
                self._ready.append(job)
                return None
            case Unfit():  # it has joined since the batch began, or has lost what it had
                raise _cannot_grade({answer.worker: answer.reason})
            case Graded() | Failed():
                return job.item, answer
        raise TypeError(f"a worker answered {answer}")

    def _lanes(self) -> int:
        """At least one: a lane that died comes back."""
        try:
            return max(int(self._client.scheduler_info(n_workers=1)["total_threads"]), 1)
        except OSError:
            raise _scheduler_gone() from None


def level_of_all(client: Client, setting: Setting) -> Confinement:
    """The weakest level among the workers; `ClusterError` names every one that cannot grade."""
    data = encoded(setting)
    workers = client.scheduler_info()["workers"]
    futures = {
        f"{workers[address].get('name')} {address}": client.submit(
            worker.inspect, data, workers=[address], pure=False
        )
        for address in sorted(workers)
    }
    answers = {name: _answer_of(future) for name, future in futures.items()}
    unfit = {a: each.reason for a, each in answers.items() if isinstance(each, Unfit | Failed)}
    if unfit:
        raise _cannot_grade(unfit)
    levels = [each.confinement for each in answers.values() if isinstance(each, Fit)]
    return min(levels, key=lambda level: level.strictness)


def _answer_of(future: Future) -> Answer:
    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker

    try:
        return answer_from(future.result())
    except KilledWorker:
        return Failed(say("The process that graded it died."))
    except FutureCancelledError:
        raise _scheduler_gone() from None
    except Exception as error:  # noqa: BLE001 - its Python could not even run our function
        return Failed(Text.same(f"{type(error).__name__}: {error}"))


def _cannot_grade(unfit: Mapping[str, Text]) -> ClusterError:
    """All that is wrong, by worker: nothing is left to be found at the next start."""
    workers = Text(en=_listed(unfit, "en"), ko=_listed(unfit, "ko"))
    return ClusterError(say("These workers cannot grade:\n{workers}", workers=workers))


def _listed(reasons: Mapping[str, Text], language: Language) -> str:
    lines = [
        f"{worker}: {line}"
        for worker, reason in reasons.items()
        for line in reason[language].splitlines()
    ]
    return "\n".join(lines)


def _scheduler_gone() -> ClusterError:
    return ClusterError(say("The scheduler has gone."))
