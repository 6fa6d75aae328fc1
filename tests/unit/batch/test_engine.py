"""Tries, windows and blame, without any process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from grader.batch import worker
from grader.batch.engine import Engine, level_of_all
from grader.batch.messages import Failed, Fit, Graded, Setting, Unfit, Work, encoded
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
    monkeypatch.setattr(worker, "grade", lambda _: next(said))


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
    monkeypatch.setattr(worker, "inspect", lambda _: encoded(Fit(next(levels))))
    client = HereAndNow()
    monkeypatch.setattr(
        client, "scheduler_info", lambda: {"workers": {"a": {"name": 0}, "b": {"name": 1}}}
    )
    assert level_of_all(client, SETTING) is Confinement.LANDLOCK  # type: ignore[arg-type]
