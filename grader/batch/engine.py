"""Work in, answers out: a handful in each lane, a second try, alone, where we failed."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from grader.batch import worker
from grader.batch.handful import Handful, Handfuls, Job
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
LONGEST_WITHOUT_LANES_S: Final = 300.0
_TICK_S: Final = 1.0
_Item = TypeVar("_Item")


class Engine(Generic[_Item]):
    """One batch on one cluster.

    As many tasks are under way as there are lanes, so that what is in a lane that dies is to
    blame, and so that memory does not grow with the class.
    """

    def __init__(
        self,
        client: Client,
        *,
        tick_s: float = _TICK_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Every `tick_s` at least the caller has its turn."""
        self._client = client
        self._tick_s = tick_s
        self._clock = clock
        self._last_lane_s = clock()
        self._done: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self._running: dict[str, Handful[_Item]] = {}
        self._waiting: Handfuls[_Item] = Handfuls(clock)
        self._submitted = 0

    def running(self) -> int:
        """How many are in a lane now."""
        return sum(len(handful.jobs) for handful in self._running.values())

    def answers(
        self, work: Iterator[tuple[_Item, Work] | None]
    ) -> Iterator[tuple[_Item, Graded | Failed] | None]:
        """Each item with its answer, in the order in which they come; None while nothing comes.

        `work` says None while it cannot say what is next.
        """
        jobs = (each and Job(each[0], encoded(each[1])) for each in work)
        lanes, more = self._lanes(), True
        while more or self._waiting or self._running:
            if self._waiting and len(self._running) < lanes:  # a free lane waits for nobody
                self._submit(self._waiting.take())
                continue
            if more and self._wants_more and self._done.empty():  # nor does what is done
                before = len(self._waiting)
                more = self._prepare(jobs)
                if len(self._waiting) > before or not more:
                    continue
            for settled in self._next_settled():
                yield settled
                if settled is None:  # some time has passed, or a lane has died
                    lanes = self._lanes()

    @property
    def _wants_more(self) -> bool:
        """A lane that becomes free shall find a handful."""
        return len(self._waiting) < self._waiting.size

    def _prepare(self, jobs: Iterator[Job[_Item] | None]) -> bool:
        """Have one more job at hand, if there is one now; False if there will be none."""
        for job in jobs:
            if job is not None:
                self._waiting.add(job)
            return True
        return False

    def _next_settled(self) -> Iterator[tuple[_Item, Graded | Failed] | None]:
        """What has ended, with None for what is tried again; None if nothing has within a tick."""
        try:
            future = self._done.get(timeout=self._tick_s)
        except queue.Empty:
            return iter([None])
        return self._settle(future)

    def _submit(self, handful: Handful[_Item]) -> None:
        self._submitted += 1
        key = f"grade-{self._client.id}-{self._submitted}"
        work = [job.work for job in handful.jobs]
        future = self._client.submit(worker.grade, work, key=key, pure=False)
        self._running[key] = handful
        future.add_done_callback(self._done.put)

    def _settle(self, future: Future) -> Iterator[tuple[_Item, Graded | Failed] | None]:
        """The answers that are the last word."""
        handful = self._running.pop(future.key)
        self._waiting.ended(handful)
        answers = _answers_of(future, len(handful.jobs))
        future.release()
        for job, answer in zip(handful.jobs, answers, strict=True):
            yield self._last_word(job, answer)

    def _last_word(self, job: Job[_Item], answer: Answer) -> tuple[_Item, Graded | Failed] | None:
        match answer:
            case Failed() | Unfit() if job.tries < TRIES:
                self._waiting.add(job)
                return None
            case Unfit():  # it has joined since the batch began, or has lost what it had
                raise _cannot_grade({answer.worker: answer.reason})
            case Graded() | Failed():
                return job.item, answer
        raise TypeError(f"a worker answered {answer}")

    def _lanes(self) -> int:
        """At least one: a lane that died comes back, but nobody waits for it for ever."""
        try:
            lanes = int(self._client.scheduler_info(n_workers=1)["total_threads"])
        except OSError:
            raise _scheduler_gone() from None
        if lanes:
            self._last_lane_s = self._clock()
        elif self._clock() - self._last_lane_s > LONGEST_WITHOUT_LANES_S:
            minutes = round(LONGEST_WITHOUT_LANES_S / 60)
            raise ClusterError(
                say("No worker has been there for {minutes} minutes.", minutes=minutes)
            )
        return max(lanes, 1)


def level_of_all(client: Client, setting: Setting) -> Confinement:
    """The weakest level among the workers; `ClusterError` names every one that cannot grade."""
    data = encoded(setting)
    workers = client.scheduler_info()["workers"]
    futures = {
        f"{workers[address].get('name')} {address}": client.submit(
            worker.inspect, [data], workers=[address], pure=False
        )
        for address in sorted(workers)
    }
    answers = {name: _answers_of(future, 1)[0] for name, future in futures.items()}
    unfit = {a: each.reason for a, each in answers.items() if isinstance(each, Unfit | Failed)}
    if unfit:
        raise _cannot_grade(unfit)
    levels = [each.confinement for each in answers.values() if isinstance(each, Fit)]
    return min(levels, key=lambda level: level.strictness)


def _answers_of(future: Future, count: int) -> list[Answer]:
    """What a task of so many parts came to."""
    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker

    try:
        return list(map(answer_from, future.result()))
    except KilledWorker:
        return [Failed(say("The process that graded it died."))] * count
    except FutureCancelledError:
        raise _scheduler_gone() from None
    except Exception as error:  # noqa: BLE001 - its Python could not even run our function
        return [Failed(Text.same(f"{type(error).__name__}: {error}"))] * count


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
