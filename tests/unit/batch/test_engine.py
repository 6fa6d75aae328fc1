"""Tries, windows and blame, without any process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from grader.batch import engine, worker
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


def answering(monkeypatch: pytest.MonkeyPatch, *answers: bytes) -> None:
    """A worker that says these, one after the other."""
    said = iter(answers)
    monkeypatch.setattr(worker, "grade", lambda _: next(said))


def test_a_failure_is_tried_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second answer counts."""
    answering(monkeypatch, FAILED, encoded(Graded(record())))
    (answer,) = Engine[int](HereAndNow()).answers(work(1))  # type: ignore[arg-type]
    assert answer == (0, Graded(record()))


def test_two_failures_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the next submission has its turn."""
    answering(monkeypatch, FAILED, encoded(Graded(record())), FAILED)
    answers = list(Engine[int](HereAndNow()).answers(work(2)))  # type: ignore[arg-type]
    assert answers == [(1, Graded(record())), (0, Failed(Text.same("lost")))]


def test_a_worker_that_became_unfit_stops_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a second try, by its name."""
    unfit = encoded(Unfit("w1 tls://there", Text.same("no sandbox")))
    answering(monkeypatch, unfit, unfit)
    with pytest.raises(ClusterError, match="w1 tls://there: no sandbox"):
        list(Engine[int](HereAndNow()).answers(work(1)))  # type: ignore[arg-type]


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

    stuck = Engine[int](Stuck(lanes=3))  # type: ignore[arg-type]
    answers = stuck.answers(source())
    engine_tick, engine._TICK_S = engine._TICK_S, 0.01  # type: ignore[misc]
    try:
        assert next(answers) is None
    finally:
        engine._TICK_S = engine_tick  # type: ignore[misc]
    assert stuck.running() == 3
    assert len(pulled) == 4  # one is at hand for the first lane that is free


def test_the_weakest_level_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all workers."""
    levels = iter([Confinement.NAMESPACES, Confinement.LANDLOCK])
    monkeypatch.setattr(worker, "inspect", lambda _: encoded(Fit(next(levels))))
    client = HereAndNow()
    monkeypatch.setattr(
        client, "scheduler_info", lambda: {"workers": {"a": {"name": 0}, "b": {"name": 1}}}
    )
    assert level_of_all(client, SETTING) is Confinement.LANDLOCK  # type: ignore[arg-type]
