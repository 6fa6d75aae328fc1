"""The student's own line."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len
from rich.text import Text as Line

from grader.records import Location
from grader.reports.source import Source

LEAD = Line("Where  ")


def test_beside_its_number(make: Any) -> None:
    """File, line and source on one line where they fit."""
    source = Source(make.page(), Location("convolution.py", 23, "out = col @ W"), LEAD)
    assert make.lines(source) == ["Where  convolution.py:23  out = col @ W"]


def test_below_its_number(make: Any) -> None:
    """A line that does not fit stands alone, cropped to the width."""
    source = Source(
        make.page(), Location("convolution.py", 23, "out = col @ W.reshape(FN, -1).T"), LEAD
    )
    assert make.lines(source, 40) == [
        "Where  convolution.py:23",
        "       out = col @ W.reshape(FN, -1).T",
    ]
    assert make.lines(source, 30)[1] == "       out = col @ W.reshape(…"


def test_a_caret_points_at_a_syntax_error(make: Any) -> None:
    """Columns count from 1, and a Hangul letter before it counts two cells."""
    located = Location("a.py", 1, 'x = "가" +* 2', 10)
    assert make.lines(Source(make.page(), located, LEAD)) == [
        'Where  a.py:1  x = "가" +* 2',
        "                         ^",
    ]


@pytest.mark.parametrize("column", [1, 60, 150, 200, 201])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_caret_far_to_the_right_is_in_view(make: Any, column: int, encoding: str) -> None:
    """The line is shifted until the caret stands under its character."""
    text = "".join(chr(ord("a") + n % 26) for n in range(200))
    lines = make.lines(
        Source(make.page(encoding=encoding), Location("a.py", 1, text, column), LEAD), 50
    )
    assert all(cell_len(line) <= 50 for line in lines)
    shown, caret = lines[-2], lines[-1].index("^")
    assert lines[-1].strip() == "^"
    if column <= len(text):
        assert shown[caret] == text[column - 1]


def test_a_hostile_line(make: Any) -> None:
    """Escape sequences and marks in the source are spelled out."""
    located = Location("a.py", 1, "x = '\x1b[2J\u202e'")
    assert make.lines(Source(make.page(), located, LEAD)) == [r"Where  a.py:1  x = '\x1b[2J\u202e'"]
