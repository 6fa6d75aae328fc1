"""The class for programs."""

from __future__ import annotations

import msgspec
import pytest

from grader.errors import GraderFault
from grader.exports.json_lines import Line, json_lines, require_line
from grader.exports.standing import Standing
from tests.verdicts import graded

STANDING = Standing("s\n1", graded("s\n1"), 1, {})


def test_everything_comes_back() -> None:
    """A line a student, whose entry is the ledger's."""
    lines = list(json_lines([STANDING, Standing("absent", None, 0, {})]))
    assert all(line.count(b"\n") == 1 and line.endswith(b"\n") for line in lines)
    first, second = (msgspec.json.decode(line, type=Line) for line in lines)
    assert first.entry == STANDING.entry
    assert (first.total, second.total, second.status) == (2.0, None, "missing")


def test_a_line_that_cannot_be_read_is_our_fault() -> None:
    """What was written is read again before it counts."""
    (line,) = json_lines([STANDING])
    require_line(line)
    with pytest.raises(GraderFault, match="cannot be read"):
        require_line(line[:-9])
