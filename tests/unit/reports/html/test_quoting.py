"""What student code wrote, cut short."""

from __future__ import annotations

from typing import Any

from grader.records import Location
from grader.reports.html.quoting import QuoteAllowance, around_column, lines_of
from grader.text import Text


def test_quotes_share_one_allowance(make: Any) -> None:
    """When it is used up, a sign says that something was left out."""
    allowance = QuoteAllowance(left=8)
    assert allowance.lines(make.page(), "12345") == ["12345"]
    assert allowance.lines(make.page(), "12345") == ["…"]
    assert allowance.lines(make.page(), "123") == ["123"]


def test_lines_stay_and_a_flood_is_cut(make: Any) -> None:
    """A sentence of two lines has two; ten thousand have eight."""
    assert lines_of(make.page("ko"), Text(en="a", ko="가\n나")) == ["가", "나"]
    assert len(lines_of(make.page(), "x\n" * 10_000)) == 8


def test_the_line_of_a_syntax_error_is_split_at_its_column() -> None:
    """Column 3 is the third character; after the end stands a blank."""
    assert around_column(Location("a.py", 1, "a = (", 5)) == ("a = ", "(", "")
    assert around_column(Location("a.py", 1, "a =", 4)) == ("a =", " ", "")
    assert around_column(Location("a.py", 1, "a = 1")) == ("a = 1", "", "")
