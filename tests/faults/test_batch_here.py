"""What may break around a batch whose lanes are in this process, so that it can be broken here."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from grader.batch import run
from grader.errors import ClusterError
from grader.ledger import Spool, Status
from grader.sandbox import bubblewrap
from grader.text import Text
from tests.faults.processes import GUARD_S, kill, zygotes_of
from tests.school import RIGHT, WRONG, After, Looking, School
from tests.unit.batch.fakes import HereAndNow, Now

CLASS = 6


def once_each(school: School, students: list[str]) -> bool:
    return Counter(entry.key.student for entry in school.entries()) == Counter(students)


class Busy(HereAndNow):
    """A lane that has just got a submission when something happens, and ends when it is told."""

    def __init__(self, which: int, action: Callable[[], object]) -> None:
        super().__init__()
        self._which = which
        self._action = action
        self.end: Callable[[], object] = int

    def submit(self, *arguments: Any, **more: Any) -> Now:
        future = super().submit(*arguments, **more)
        if len(self.worked) == self._which:
            self._action()
            if self._which < CLASS:  # meanwhile the next one is planned
                future.add_done_callback = partial(self._keep, future)  # type: ignore[method-assign]
        return future

    def _keep(self, future: Now, callback: Callable[[Now], None]) -> None:
        self.end = partial(callback, future)


class Ending(Looking):
    """A watch that lets the lane end as soon as the ledger is waited for."""

    def __init__(self, busy: Busy) -> None:
        super().__init__()
        self._busy = busy

    def notice(self, text: Text) -> None:
        super().notice(text)
        if text.en.startswith("Waiting for the ledger"):
            self._busy.end()


@pytest.mark.parametrize("which", [1, CLASS])
def test_f8_f9_the_ledger_is_out_of_reach(school: School, which: int) -> None:
    """What lanes have finished is in the spool before the ledger is back, however much is left.

    Then all reach the ledger in order: none lost, none twice.
    """
    students = school.hand_in_all(CLASS)
    waited: list[int] = []
    locked = threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(school.url)) as other:
            other.execute("BEGIN EXCLUSIVE")
            locked.set()
            spool = Spool.of(school.url)
            end = time.monotonic() + GUARD_S
            while not len(spool) and time.monotonic() < end:
                time.sleep(0.01)
            waited.append(len(spool))
            other.rollback()

    def lock_now() -> None:
        holder.start()
        assert locked.wait(GUARD_S)

    holder = threading.Thread(target=hold)
    school.machines = busy = Busy(which, lock_now)
    watch = Ending(busy)
    tally = school.grade(watch=watch)
    holder.join()
    assert tally.count(Status.GRADED) == CLASS
    assert once_each(school, students)
    assert [entry.key.student for entry in school.entries()] == [name for name, _ in watch.entries]
    assert waited == [1]
    assert not len(Spool.of(school.url))


def test_f14_the_clock_jumps(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten years forth and back at every look at the clock: the same verdicts, each once."""
    students = school.hand_in_all(CLASS)
    school.hand_in("s0000", double=WRONG)
    school.grade()
    before = [(e.key, e.record) for e in school.entries()]
    Path(school.url).unlink()
    jumps = cycle([timedelta(days=3650), timedelta(days=-3650), timedelta(hours=1)])
    clock = time.time

    class Jumping(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + next(jumps)

    monkeypatch.setattr(run, "datetime", Jumping)
    monkeypatch.setattr(time, "time", lambda: clock() + next(jumps).total_seconds())
    tally = school.grade()
    monkeypatch.undo()
    assert tally.count(Status.GRADED) == CLASS
    assert once_each(school, students)
    assert [(e.key, e.record) for e in school.entries()] == before


def test_f22_a_submission_changes_while_it_is_read(school: School) -> None:
    """Its verdict belongs to one of its versions; if it never rests it is sent back, with why."""
    school.hand_in_all(CLASS)
    stop = threading.Event()
    file = school.folder / "s0003" / "double.py"

    def rewrite() -> None:
        for text in cycle([RIGHT, WRONG, f"{RIGHT}\n# {'x' * 9999}\n"]):
            file.write_text(text, "utf-8")
            if stop.is_set():
                return

    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        first = school.grade()
    finally:
        stop.set()
        writer.join()
    assert first.count(Status.FAULT) == 0
    assert first.count(Status.GRADED) + first.count(Status.REJECTED) == CLASS
    file.write_text(RIGHT, "utf-8")
    assert school.grade().count(Status.GRADED) == CLASS
    newest = school.entries("s0003")[-1]
    assert newest.record is not None
    assert newest.record.score == 3.0


def test_f35_the_sandbox_disappears(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """The batch stops; what was graded was confined, and nothing is graded with less."""
    school.hand_in_all(CLASS)
    of_others = zygotes_of(os.getpid())

    def take_away() -> None:
        monkeypatch.setattr(bubblewrap, "find", lambda: None)
        kill(zygotes_of(os.getpid()) - of_others)

    with pytest.raises(ClusterError, match="cannot be confined"):
        school.grade(watch=After(2, take_away))
    levels = {e.record.confinement for e in school.entries() if e.record}
    assert len(school.entries()) == 2
    assert len(levels) == 1
    monkeypatch.undo()
    os.chdir(school.course.root)
