"""Tries, windows and blame, without any process."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from grader.batch import worker
from grader.batch.engine import LONGEST_WITHOUT_LANES_S, Engine, level_of_all
from grader.batch.messages import Failed, Fit, Graded, Setting, Unfit, Work, encoded, work_from
from grader.errors import ClusterError
from grader.records import Confinement
from grader.stage import StagedSubmission
from grader.text import Text
from tests.unit.batch.fakes import HereAndNow
from tests.verdicts import record

SETTING = Setting("hw1", {}, {}, Confinement.LANDLOCK)
STAGED = StagedSubmission("s", "ab", {}, {}, (), (), ())
FAILED = encoded(Failed(Text.same("lost")))


def work(count: int) -> Iterator[tuple[int, Work]]:
    return ((number, Work(SETTING, STAGED, ())) for number in range(count))


def settled(client: HereAndNow, jobs: Iterator[tuple[int, Work] | None]) -> list[Any]:
    """All answers; turns in which nothing came are left out."""
    answers = Engine[int](client, tick_s=0).answers(jobs)  # type: ignore[arg-type]
    return [answer for answer in answers if answer is not None]


def answering(monkeypatch: pytest.MonkeyPatch, *answers: bytes) -> None:
    """A worker that says these, one after the other."""
    said = iter(answers)
    monkeypatch.setattr(worker, "grade", lambda work: [next(said) for _ in work])


def test_a_failure_is_tried_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second answer counts."""
    answering(monkeypatch, FAILED, encoded(Graded(record())))
    assert settled(HereAndNow(), work(1)) == [(0, Graded(record()))]


def test_two_failures_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the next submission has its turn."""
    answering(monkeypatch, FAILED, FAILED, encoded(Graded(record())))
    answers = settled(HereAndNow(), work(2))
    assert answers == [(0, Failed(Text.same("lost"))), (1, Graded(record()))]


def test_a_worker_that_became_unfit_stops_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a second try, by its name."""
    unfit = encoded(Unfit("w1 tls://there", Text.same("no sandbox")))
    answering(monkeypatch, unfit, unfit)
    with pytest.raises(ClusterError, match="w1 tls://there: no sandbox"):
        settled(HereAndNow(), work(1))


def test_no_more_in_flight_than_lanes() -> None:
    """However many submissions there are, few are in memory."""
    pulled = []

    class Stuck(HereAndNow):
        def submit(self, *arguments: Any, key: str = "", **more: Any) -> Any:
            future = super().submit(*arguments, key=key, **more)
            future.add_done_callback = lambda _: None  # type: ignore[method-assign]
            return future

    def source() -> Iterator[tuple[int, Work]]:
        for item in work(1000):
            pulled.append(item[0])
            yield item

    stuck = Engine[int](Stuck(lanes=3), tick_s=0)  # type: ignore[arg-type]
    assert next(stuck.answers(source())) is None
    assert stuck.running() == 3
    assert len(pulled) == 4  # one is at hand for the first lane that is free


def test_answers_come_while_nobody_can_say_what_is_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done does not wait for what is planned, and then the rest is done."""
    answering(monkeypatch, *[encoded(Graded(record()))] * 3)
    said: list[object] = []

    def source() -> Iterator[tuple[int, Work] | None]:
        first, second, third = work(3)
        yield first
        yield second
        while len(said) < 2:
            yield None
        yield third

    for answer in Engine[int](HereAndNow(), tick_s=0).answers(source()):  # type: ignore[arg-type]
        said += [answer[0]] if answer else []
    assert said == [0, 1, 2]


def test_the_weakest_level_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all workers."""
    levels = iter([Confinement.NAMESPACES, Confinement.LANDLOCK])
    monkeypatch.setattr(worker, "inspect", lambda _: [encoded(Fit(next(levels)))])
    client = HereAndNow()
    monkeypatch.setattr(
        client, "scheduler_info", lambda: {"workers": {"a": {"name": 0}, "b": {"name": 1}}}
    )
    assert level_of_all(client, SETTING) is Confinement.LANDLOCK  # type: ignore[arg-type]


class Held(HereAndNow):
    """Lanes whose work ends when somebody says so."""

    def __init__(self) -> None:
        super().__init__(lanes=2)
        self.held: list[Callable[[], object]] = []

    def submit(self, *arguments: Any, key: str = "", **more: Any) -> Any:
        future = super().submit(*arguments, key=key, **more)
        future.add_done_callback = lambda done: self.held.append(lambda: done(future))  # type: ignore[method-assign]
        return future


def test_a_handful_that_fails_is_tried_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that ends its lane is found; its neighbours get their verdicts."""
    sizes = []

    def grade(work: list[bytes]) -> list[bytes]:
        sizes.append(len(work))
        if any(work_from(each).exercises == ("kills",) for each in work):
            raise RuntimeError("lost")
        return [encoded(Graded(record()))] * len(work)

    monkeypatch.setattr(worker, "grade", grade)
    jobs = [(n, Work(SETTING, STAGED, ("kills",) if n == 30 else ())) for n in range(60)]
    client, answers = Held(), []
    engine = Engine[int](client, tick_s=0, clock=float)  # type: ignore[arg-type]
    for answer in engine.answers(iter(jobs)):
        if answer is None and client.held:
            client.held.pop(0)()
        elif answer is not None:
            answers.append(answer)
    assert sorted(item for item, _ in answers) == list(range(60))
    assert [item for item, answer in answers if isinstance(answer, Failed)] == [30]
    together = max(sizes)
    assert together > 1
    assert sizes[-together:] == [1] * together  # the last handful, which lost its lane


def test_lanes_that_never_come_back_end_the_batch() -> None:
    """The nanny of a lane may give up; then somebody must hear of it."""
    now_s = itertools.count(0.0, LONGEST_WITHOUT_LANES_S / 3)
    client = Held()
    engine = Engine[int](client, tick_s=0, clock=lambda: next(now_s))  # type: ignore[arg-type]
    answers = engine.answers(work(1))
    assert next(answers) is None
    client.lanes = 0
    with pytest.raises(ClusterError, match="No worker has been there for 5 minutes"):
        for _ in answers:
            pass
