"""Small arrays as grids of cells."""

from __future__ import annotations

from typing import Any

import pytest

from grader.reports.html.grid import Grid, matrices_of, read_value, shown_cell


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("-2.5", -2.5),
        ("[[1, 2], [3, 4]]", [[1, 2], [3, 4]]),
        ("(1, 2)", (1, 2)),
        ("array([[1.e-05, 2.5e+10, -0.]])", [[1e-05, 2.5e10, 0.0]]),
        ("[True, False]", [True, False]),
        ("array([[1., 2.]])", [[1.0, 2.0]]),
        ("array([1., 2.], dtype=float32)", [1.0, 2.0]),
    ],
)
def test_numbers_are_read(text: str, value: Any) -> None:
    """A value is read as Python or numpy writes it."""
    assert read_value(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "'text'",
        "[]",
        "[[1], 'a']",
        "{1: 2}",
        "__import__('os')",
        "1 +",
        "nan",
        "[" * 500,
        "9" * 5000,
        "[1,\x00]",
        "ValueError: no",
        "1or 2",
        "'\\d'",
        "1e5e",
        "\uff11",
    ],
)
@pytest.mark.filterwarnings("error")
def test_what_is_no_number_stays_text(text: str) -> None:
    """Anything else is left to be shown as it is; nothing is evaluated."""
    assert read_value(text) is None


@pytest.mark.parametrize(
    ("value", "matrices"),
    [
        ([1, 2], [((), [[1, 2]])]),
        ([[1], [2]], [((), [[1], [2]])]),
        ([[[[1, 2]]]], [((0, 0), [[1, 2]])]),
        ([[[[1]], [[2]]]], [((0, 0), [[1]]), ((0, 1), [[2]])]),
        ([[1, 2], [3]], []),
        ([[1, 2], 3], []),
        ([1, [2]], []),
        ([[[1], 2]], []),
        ([[[1]], [[1, 2], [3]]], []),
        ([[0] * 9] * 9, []),
        (5, []),
        ((1, 1, 3, 3), []),
        ([(2, 1)], []),
    ],
)
def test_nested_lists_are_matrices(value: Any, matrices: Any) -> None:
    """The last two axes make a matrix; what is ragged or large is no drawing."""
    assert matrices_of(value) == matrices


def test_a_cell_is_short() -> None:
    """Whole numbers lose their point, long ones their digits."""
    assert [shown_cell(v) for v in (3, 3.0, 1 / 3, -0.5, 10**40)] == [
        "3",
        "3",
        "0.3333",
        "-0.5",
        "1" + "0" * 11,
    ]


def test_padding_is_a_ring() -> None:
    """A ring of padding has no numbers and lies outside the rows and columns."""
    grid = Grid("x", (("1", "2"),), padding=1)
    assert len(grid.empty_cells) == 3 * 4 - 2
    assert (0, 0) not in grid.empty_cells
    assert (-1, -1) in grid.empty_cells
    assert grid.x(-1) < grid.x(0) < grid.width
    assert grid.in_words == "1 2"


def test_a_column_is_as_wide_as_its_longest_number() -> None:
    """Numbers do not run into each other."""
    assert Grid("x", (("-1234.5",),)).cell_width > Grid("x", (("1",),)).cell_width
