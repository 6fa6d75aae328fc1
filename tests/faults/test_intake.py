"""What a class hands in, with clocks, names and archives that lie."""

from __future__ import annotations

import os
import random
import time
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from grader.assignment import find
from grader.errors import AssignmentError, SubmissionError, UsageError
from grader.lateness import Deadline, late
from grader.roster import Student, discover, read_receipts, read_roster

DUE = datetime(2026, 11, 20, 15, tzinfo=UTC)
DEADLINE = Deadline(due=DUE, penalty_per_day=Decimal(10))
ALLOWED = {"a.py": ()}
SOUND = tuple(f"x = {number}\n" for number in range(3))


@pytest.mark.parametrize("jump_h", [-24 * 3650, -1, 1, 24 * 3650])
def test_clocks_that_jump_change_no_lateness(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jump_h: int
) -> None:
    """The grader's clock and the files' times may say anything: the receipt alone counts."""
    handed_in = tmp_path / "2023123456"
    handed_in.mkdir()
    table = tmp_path / "received.csv"
    table.write_text("student id,received\n2023123456,2026-11-21T01:00:00+09:00\n", "utf-8")
    lied = time.time() + 3600.0 * jump_h
    monkeypatch.setattr(time, "time", lambda: lied)
    os.utime(handed_in, (lied, lied))
    (found,) = discover([handed_in], receipts=read_receipts(table)).found
    lateness = late(found.received_at, DEADLINE)
    assert (lateness.late_by_s, lateness.factor) == (3600.0, Decimal("0.9"))


def test_a_deadline_without_its_zone_is_refused(course: Any) -> None:
    """With file and line, before anything is graded."""
    path = course.assignment / "assignment.toml"
    path.write_text(f"{path.read_text('utf-8')}\n[deadline]\ndue = 2026-11-20T23:59:00\n", "utf-8")
    line = len(path.read_text("utf-8").splitlines())
    with pytest.raises(AssignmentError, match=rf"assignment\.toml:{line}: deadline\.due"):
        find("hw1", course.root)


def test_damaged_downloads_are_refused_or_read_right(tmp_path: Path) -> None:
    """300 copies with some bytes changed: no crash, and never another student's file."""
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, source in enumerate(SOUND):
            archive.writestr(f"Kim_{number}_assignsubmission_file_/a.py", source)
    sound, chance = path.read_bytes(), random.Random(5)
    for _ in range(300):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.choice((len(data), chance.randrange(len(data))))])
        for found in discover([path]).found:
            try:
                staged = found.stage(ALLOWED)
            except SubmissionError:
                continue
            assert staged.sources["a.py"] in SOUND


def test_ids_that_are_twice_there_overwrite_nobody(tmp_path: Path) -> None:
    """In the roster they are refused with their lines; among folders both are shown."""
    roster = tmp_path / "roster.csv"
    for rows, line in (("kim,A\nkim,B", 3), ("kim,A\nlee,B\nKIM,C", 4)):
        roster.write_text(f"id,name\n{rows}\n", "utf-8")
        with pytest.raises(UsageError, match=f"line {line}: "):
            read_roster(roster)
    for name in ("kim", "Kim", "lee"):
        (tmp_path / "hw" / name).mkdir(parents=True)
    found = discover([tmp_path / "hw"])
    assert [it.student_id for it in found.found] == ["lee"]
    assert {it.member for it in found.refused} == {"kim", "Kim"}


def test_missing_and_unknown_students_add_up(tmp_path: Path) -> None:
    """A class of 200 of whom every third handed in nothing, and 20 strangers did."""
    roster = [Student(f"2023{number:06}", f"Kim {number}") for number in range(200)]
    for number, student in enumerate(roster):
        if number % 3:
            (tmp_path / "hw" / student.id).mkdir(parents=True)
    for number in range(20):
        (tmp_path / "hw" / f"2022{number:06}").mkdir()
    found = discover([tmp_path / "hw"], roster)
    assert len(found.students) + len(found.missing) == 200
    assert len(found.found) + len(found.unknown) + len(found.refused) == 133 + 20
    assert len(found.unknown) == 20
