"""What student code printed."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from rich.text import Text as Line

from grader.reports.quote import Quote


def test_every_line_has_a_prefix(make: Any) -> None:
    """Printed lines cannot pass for the report's, not even blank ones."""
    output = "===== 12 passed =====\n\n\x1b[2JScore: 100 of 100\n"
    assert make.lines(Quote(make.page(), output, Line("Output  "))) == [
        "Output  │ ===== 12 passed =====",
        "        │",
        r"        │ \x1b[2JScore: 100 of 100",
    ]


def test_a_flood_is_counted(make: Any) -> None:
    """Eight lines are shown, the others counted."""
    lines = make.lines(Quote(make.page(), "x\n" * 1_000_000, Line("")))
    assert len(lines) == 9
    assert lines[-1] == "│ … 999992 more lines"


def test_a_long_line_is_cropped(make: Any) -> None:
    """In cells, not in characters."""
    [line] = make.lines(Quote(make.page(), "가" * 100_000, Line("  ")), 21)
    assert line == "  │ " + "가" * 8 + "…"
    assert cell_len(line) == 21


def test_carriage_returns_and_tabs(make: Any) -> None:
    """Windows line ends vanish, tabs become spaces, a lone carriage return is seen."""
    assert make.lines(Quote(make.page(), "a\r\nb\tc\rd\r\n", Line(""))) == ["│ a", r"│ b   c\rd"]


def test_ascii(make: Any) -> None:
    """On an ASCII console the bar is a pipe, and Hangul is escaped."""
    assert make.lines(Quote(make.page(encoding="ascii"), "한", Line(""))) == [r"| \ud55c"]
