"""What is seen while a batch runs."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from grader.batch.progress import JsonLines, Lines, LiveTable, Pace, clock
from grader.batch.tally import Tally
from grader.ledger import Entry
from grader.reports import make_console
from grader.roster import Discovery, Found
from tests.verdicts import fault, graded

FOUND = tuple(Found(f"s{number}", Path(".")) for number in range(4))


def tally() -> Tally:
    counts = Tally(Discovery(FOUND, (), (), ()))
    counts.note(graded("s0"), new=True)
    counts.note(fault("s1"), new=True)
    counts.in_lanes = lambda: 1
    return counts


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_table_fits(width: int) -> None:
    """Done, running, waiting and failures stand there at any width."""
    file = io.StringIO()
    console = make_console(file)
    console.width = width
    table = LiveTable(console, "en")
    table.start(tally())
    table.stop()
    console.print(table)
    rows = file.getvalue().splitlines()
    assert max(map(len, rows)) <= width
    assert rows[-2].split()[:4] == ["done", "running", "waiting", "failures"]
    assert rows[-1].split()[:4] == ["2", "1", "1", "1"]


def test_lines_for_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain line without any control character, now and then."""
    file = io.StringIO()
    lines = Lines(make_console(file), "en")
    lines.start(tally())
    lines.ended(FOUND[0], graded("s0"), new=True)
    assert not file.getvalue()
    monkeypatch.setattr("grader.batch.progress._EVERY_S", 0.0)
    lines.ended(FOUND[0], graded("s0"), new=True)
    assert file.getvalue().startswith("2 of 4 done, 1 running, 1 failed, ")
    assert file.getvalue().rstrip("\n").isprintable()


@pytest.mark.parametrize(("entry", "status"), [(graded("s0"), "graded"), (fault("s0"), "fault")])
def test_a_line_of_json_for_each_verdict(entry: Entry, status: str) -> None:
    """Everything that a script needs, on one line."""
    stream = io.BytesIO()
    lines = JsonLines(stream)
    lines.ended(FOUND[0], entry, new=True)
    (line,) = stream.getvalue().splitlines()
    said = json.loads(line)
    assert (said["student"], said["status"], said["new"]) == ("s0", status, True)
    assert (said["score"] is None) == (status == "fault")


def test_what_stood_before_says_nothing_of_the_pace() -> None:
    """Time left is unknown until something was graded now."""
    counts = Tally(Discovery(FOUND, (), (), ()))
    counts.note(graded("s0"), new=False)
    assert Pace(counts).left_s is None
    counts.note(graded("s1"), new=True)
    assert Pace(counts).left_s is not None


def test_clock() -> None:
    """Minutes and seconds, hours where there are any."""
    assert [clock(s) for s in (None, 5, 65, 7207)] == ["-", "0:05", "1:05", "2:00:07"]
