"""What is drawn."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from grader.records import Counterexample, Difference, Picture
from grader.reports.html.figures import bar_width, difference_map, pixels, small_case
from grader.reports.html.grid import Window
from grader.text import Text


@pytest.mark.parametrize(
    ("part", "whole", "width"),
    [
        (0, 3, 0.0),
        (3, 3, 100.0),
        (1, 3, 33.3),
        (1, 10_000, 1.0),
        (9_999, 10_000, 99.0),
        (0, 0, 0.0),
    ],
)
def test_a_bar_is_full_only_when_all_is_earned(part: float, whole: float, width: float) -> None:
    """Little is not nothing, and nearly all is not all."""
    assert bar_width(part, whole) == width


def test_a_map_joins_neighbours() -> None:
    """Wrong values side by side are one rectangle."""
    drawn = difference_map(Difference((2, 5), (2, 5), map=("xx.xx", ".....")))
    assert drawn is not None
    assert (drawn.rows, drawn.columns) == (2, 5)
    assert drawn.runs == ((0, 0, 2), (0, 3, 2))
    assert "4 of 10" in drawn.title.en


@pytest.mark.parametrize("rows", [(), ("",), ("x" * 100,) * 100])
def test_no_map_where_there_is_nothing_to_see(rows: tuple[str, ...]) -> None:
    """An empty map and one of thousands of cells are left out."""
    assert difference_map(Difference((1,), (1,), map=rows)) is None


def test_a_small_case_is_drawn(make: Any, counterexample: Counterexample) -> None:
    """Arrays become grids, numbers settings; what differs is marked on both sides."""
    drawn = small_case(make.page(), counterexample)
    assert [grid.name for grid in drawn.inputs] == ["x", "W"]
    assert drawn.settings == (("stride", "2"), ("pad", "1"))
    assert [grid.name for grid in drawn.got + drawn.expected] == [
        "got (2 × 2)",
        "expected (2 × 2)",
    ]
    assert drawn.got[0].marked == drawn.expected[0].marked == {(1, 1)}


def test_the_window_of_the_first_wrong_number_is_marked(
    make: Any, counterexample: Counterexample
) -> None:
    """Output (1, 1) with stride 2 and padding 1 is computed from the pixels at (1, 1)."""
    image = small_case(make.page(), counterexample).inputs[0]
    assert image.padding == 1
    assert image.window == Window(1, 1, 2, 2)


def test_a_row_of_im2col_has_a_window_too(make: Any) -> None:
    """Row 3 of the matrix of 2 x 2 windows is the window at the lower right."""
    example = Counterexample(
        "",
        (("x", "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]"), ("FH", "2"), ("FW", "2")),
        "[[1, 2, 4, 5], [2, 3, 5, 6], [4, 5, 7, 8], [0, 0, 0, 0]]",
        "[[1, 2, 4, 5], [2, 3, 5, 6], [4, 5, 7, 8], [5, 6, 8, 9]]",
    )
    assert small_case(make.page(), example).inputs[0].window == Window(1, 1, 2, 2)


@pytest.mark.parametrize(
    "changes",
    [
        {"got": "[[1, 3, 5], [7, 14, 1]]"},
        {"got": "ValueError: no"},
        {"expected": "[[1, 3], [7, 12]]"},
        {"inputs": (("x", "[[1, 2], [3, 4]]"), ("stride", "2"))},
        {"inputs": (("x", "[[1, 2], [3, 4]]"), ("W", "[[1]]"), ("stride", "2"))},
        {"inputs": (("dout", "[[1, 2], [3, 4]]"), ("W", "[[1]]"))},
    ],
)
def test_no_window_where_it_cannot_be_known(
    make: Any, counterexample: Counterexample, changes: dict[str, Any]
) -> None:
    """Shapes that differ, results that are no arrays, and inputs that do not fit mark nothing."""
    example = msgspec.structs.replace(counterexample, **changes)
    assert {grid.window for grid in small_case(make.page(), example).inputs} == {None}


def test_axes_before_the_last_two_are_numbered(make: Any) -> None:
    """Two channels are two grids, named as numpy would index them."""
    example = Counterexample("", (("x", "[[[[1]], [[2]]]]"),), "1", "2")
    drawn = small_case(make.page(), example)
    assert [grid.name for grid in drawn.inputs] == ["x[0, 0]", "x[0, 1]"]
    assert not drawn.got


def test_dark_pixels_are_not_drawn() -> None:
    """The others are, with their brightness."""
    picture = Picture(Text.same("filters"), ("09", "50"))
    assert pixels(picture) == [(1, 0, 1.0), (0, 1, 0.56)]
