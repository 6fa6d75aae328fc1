"""Bars are as high as their bins are full."""

from __future__ import annotations

from grader.reports.class_report.histogram import HEIGHT, WIDTH, bars, in_words


def test_bars() -> None:
    """Within the drawing, in order, the fullest the highest, an empty one flat."""
    drawn = bars((0, 4, 2, 0, 0, 0, 0, 0, 0, 1))
    assert [bar.count for bar in drawn] == [0, 4, 2, 0, 0, 0, 0, 0, 0, 1]
    assert drawn[0].height == 0
    assert drawn[1].height == 2 * drawn[2].height == 4 * drawn[9].height
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in drawn)
    assert all(bar.y >= 20 and bar.y + bar.height < HEIGHT for bar in drawn)
    assert [bar.name for bar in drawn[:2]] == ["0-9", "10-19"]
    assert drawn[9].name == "90-100"


def test_nobody() -> None:
    """No bar is drawn."""
    assert {bar.height for bar in bars((0,) * 10)} == {0}


def test_in_words() -> None:
    """For those who cannot see it."""
    assert in_words((0, 4, 0, 0, 0, 0, 0, 0, 0, 1)) == "10-19: 4, 90-100: 1"
