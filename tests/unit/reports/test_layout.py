"""Rows."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len
from rich.text import Text as Line

from grader.reports.layout import Row, cropped, shortened_in_the_middle

KOREAN = "첫째 이미지의 패치가 모두 나온 다음에 둘째 이미지의 패치가 나옵니다."


def test_further_lines_hang_under_the_first(make: Any) -> None:
    """The body begins in the same cell on every line."""
    lines = make.lines(Row(Line("one two three four"), Line("* ")), 12)
    assert lines == ["* one two", "  three four"]


def test_a_bar_stands_before_every_line(make: Any) -> None:
    """So that nobody's words pass for the report's own, broken or wrapped."""
    bar = Line("  | ")
    row = Row(Line("one two\nthree"), bar, figure=Line("-1"), bar=bar)
    assert make.lines(row, 17) == ["  | one two    -1", "  | three"]
    assert make.lines(row, 11) == ["  | one two", "  | three", "  | -1"]


def test_korean_breaks_between_words_only(make: Any) -> None:
    """No word of a Korean sentence is torn, and no line is too wide."""
    lines = make.lines(Row(Line(KOREAN), Line("힌트  ")), 40)
    assert len(lines) == 3
    assert " ".join(
        line[6:] if number else line[4:] for number, line in enumerate(lines)
    ).split() == (KOREAN.split())
    assert all(cell_len(line) <= 40 for line in lines)


def test_the_figure_stands_at_the_right_end_of_the_first_line(make: Any) -> None:
    """However wide the letters are; the column under it stays free."""
    lines = make.lines(Row(Line("가나다 라마바 사"), figure=Line("-1.5")), 20)
    assert lines == ["가나다 라마바   -1.5", "사"]


def test_no_trailing_spaces(make: Any) -> None:
    """Lines end with what can be seen."""
    assert make.lines(Row(Line("word " * 9), figure=Line("x  ")), 20) == [
        "word word word   x",
        "word word word",
        "word word word",
    ]


def test_a_word_longer_than_the_room_is_folded(make: Any) -> None:
    """Nothing is lost from a long path."""
    lines = make.lines(Row(Line("x" * 50), Line("  ")), 22)
    assert "".join(line.strip() for line in lines) == "x" * 50
    assert all(cell_len(line) <= 22 for line in lines)


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("가나다", 4, "가…"), ("가나다", 5, "가나…")],
)
def test_cropped(text: str, cells: int, expected: str) -> None:
    """Never wider than asked for, and no half of a Hangul syllable."""
    assert cropped(text, cells, "…") == expected


def test_a_figure_that_leaves_no_room_moves_below(make: Any) -> None:
    """In a very narrow terminal nothing overlaps."""
    lines = make.lines(Row(Line("The rows"), Line("* "), Line("over the limit  -1")), 24)
    assert lines == ["* The rows", "  over the limit  -1"]


@pytest.mark.parametrize("name", ["a" * 99 + "1", "가" * 99 + "1", "ab" * 20 + "1"])
def test_a_long_name_keeps_both_its_ends(name: str) -> None:
    """Names of one kind differ at their ends."""
    short = shortened_in_the_middle(name, 40, "…")
    assert cell_len(short) <= 40
    assert (short[0], short[-1]) == (name[0], "1")
    assert "…" in short
    assert shortened_in_the_middle("kim", 40, "…") == "kim"
