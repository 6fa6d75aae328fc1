"""What may break around a batch whose lanes are in this process, so that it can be broken here."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path

import pytest

from grader.batch import run, start
from grader.errors import ClusterError
from grader.ledger import Ledger, Spool, Status
from grader.sandbox import bubblewrap
from tests.faults.processes import GUARD_S, kill, zygotes_of
from tests.school import RIGHT, WRONG, Looking, School
from tests.unit.batch.conftest import client, school

__all__ = ["client", "school"]

CLASS = 6


class Meanwhile(Looking):
    """A watch that does something when some verdicts are there."""

    def __init__(self, after: int, action: object) -> None:
        super().__init__()
        self._after = after
        self._action = action

    def ended(self, found: object, entry: object, *, new: bool) -> None:
        super().ended(found, entry, new=new)  # type: ignore[arg-type]
        if len(self.entries) == self._after:
            self._action()  # type: ignore[operator]


def hand_in_all(school: School) -> list[str]:
    students = [f"s{number}" for number in range(CLASS)]
    for student in students:
        school.hand_in(student)
    return students


def once_each(school: School, students: list[str]) -> bool:
    return Counter(entry.key.student for entry in school.entries()) == Counter(students)


def test_f8_f9_the_ledger_is_out_of_reach(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Verdicts wait in the spool, then reach the ledger in order: none lost, none twice."""
    students = hand_in_all(school)
    monkeypatch.setattr(start.Ledger, "open", partial(Ledger.open, patience_s=0.1))
    waited: list[int] = []
    lock = threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(school.url)) as other:
            other.execute("BEGIN EXCLUSIVE")
            lock.set()
            spool = Spool.of(school.url)
            end = time.monotonic() + GUARD_S
            while not len(spool) and time.monotonic() < end:
                time.sleep(0.01)
            waited.append(len(spool))
            other.rollback()

    def lock_now() -> None:
        holder.start()
        assert lock.wait(30)

    holder = threading.Thread(target=hold)
    tally = school.grade(watch=Meanwhile(CLASS - 1, lock_now))
    holder.join()
    assert tally.count(Status.GRADED) == CLASS
    assert once_each(school, students)
    assert waited == [1]
    assert not len(Spool.of(school.url))


def test_f14_the_clock_jumps(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten years forth and back at every look at the clock: the same verdicts, each once."""
    students = hand_in_all(school)
    school.hand_in("s0", double=WRONG)
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
    hand_in_all(school)
    stop = threading.Event()
    file = school.folder / "s3" / "double.py"

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
    newest = school.entries("s3")[-1]
    assert newest.record is not None
    assert newest.record.score == 3.0


def test_f35_the_sandbox_disappears(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """The batch stops; what was graded was confined, and nothing is graded with less."""
    hand_in_all(school)

    def take_away() -> None:
        monkeypatch.setattr(bubblewrap, "find", lambda: None)
        kill(zygotes_of(os.getpid()))

    with pytest.raises(ClusterError, match="cannot be confined"):
        school.grade(watch=Meanwhile(2, take_away))
    levels = {e.record.confinement for e in school.entries() if e.record}
    assert len(school.entries()) == 2
    assert len(levels) == 1
    monkeypatch.undo()
    os.chdir(school.course.root)
