"""All exercises in few lines."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len

from grader.watch.changes import Changes
from grader.watch.overview import Overview, Turned, gained


@pytest.mark.parametrize(("width", "rows"), [(60, 3), (80, 2), (120, 1)])
def test_as_many_beside_each_other_as_fit(make: Any, width: int, rows: int) -> None:
    """No line is too wide; wide windows need fewer lines."""
    exercises = make.graded("pf", "pp", "nb").exercises
    lines = make.lines(Overview(make.page(), exercises, ()), width)
    assert len(lines) == rows
    assert all(cell_len(line) <= width for line in lines)


def test_signs(make: Any) -> None:
    """Passed, failed, not begun and running look different, without colours and Unicode."""
    exercises = make.graded("ps", "pf", "nb").exercises
    lines = make.lines(Overview(make.page(encoding="ascii"), exercises, ()), 40)
    assert [line[2] for line in lines] == ["+", "x", "o"]
    assert [line.split()[-1] for line in lines] == ["1/2", "1/2", "0/2"]
    running = make.lines(Overview(make.page(encoding="ascii"), exercises, ("im2col",)), 40)
    assert [line[2] for line in running] == ["+", "-", "o"]
    assert "".join(lines).isascii()


def test_turned_checks_come_with_their_news(make: Any) -> None:
    """What no longer passes stands first; long lists end in a number."""
    worse = tuple(make.check(f"a::test_{n}") for n in range(6))
    found = Changes(improved=(make.check("b::test_x", "p"),), worse=worse)
    lines = make.lines(Turned(make.page(), found))
    assert [line.split()[-1] for line in lines] == ["passes"] * 4 + ["now"]
    assert "and 3 more" in lines[3]
    assert "Title b::test_x." in lines[4]


def test_no_news_is_said(make: Any) -> None:
    """A save that turned nothing gets an answer too."""
    assert make.lines(Turned(make.page(), Changes())) == ["  No check changed."]


@pytest.mark.parametrize(("score", "shown"), [(1.5, "+1.5"), (-2.0, "-2"), (0.0, "")])
def test_points_gained(score: float, shown: str) -> None:
    """With their sign; nothing where nothing moved."""
    assert gained(Changes(score=score)) == shown
