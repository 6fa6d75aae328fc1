"""Where a shape is wrong."""

from __future__ import annotations

from typing import Any

from grader.records import Difference
from grader.reports.difference import wrong_axes


def test_named_axes_of_the_wrong_size(make: Any) -> None:
    """Every axis of the wrong size is named, got before expected; the others are not."""
    shapes = Difference((2, 4, 8, 8), (2, 4, 4, 4), ("n", "c", "h", "w"))
    assert wrong_axes(make.page(), shapes) == (
        "Axis h: got 8, expected 4. Axis w: got 8, expected 4."
    )


def test_nothing_without_names(make: Any) -> None:
    """Without the author's names for the axes nothing is added."""
    assert wrong_axes(make.page(), Difference((3,), (4,), ("axis 0",))) == ""


def test_nothing_where_the_number_of_axes_differs(make: Any) -> None:
    """Axes cannot be matched where there are more or fewer of them."""
    assert wrong_axes(make.page(), Difference((3,), (3, 1), ("n", "c"))) == ""


def test_nothing_about_values(make: Any) -> None:
    """Right shapes have no wrong axes."""
    values = Difference((2, 3), (2, 3), ("n", "c"), (0, 1), 12, 48, 2.3)
    assert wrong_axes(make.page(), values) == ""
