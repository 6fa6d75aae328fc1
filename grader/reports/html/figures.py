"""What is drawn: how far, where it is wrong, and the small case with its window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from grader.records import Counterexample, Difference, Picture
from grader.reports.html.grid import Cell, Grid, Window, matrices_of, read_value, shown_cell
from grader.reports.html.labels import EXPECTED, GOT
from grader.reports.page import Page
from grader.text import Text, say

_MOST_MAP_CELLS: Final = 4096
_MAP_WIDTH, _MAP_CELL = 200, 16  # CSS pixels: of the drawing at most, of a cell at most
_IMAGES: Final = ("x", "image", "img")
_FILTERS: Final = ("W", "w", "filter", "kernel")
_SIZES: Final = (("pool_h", "pool_w"), ("FH", "FW"), ("filter_h", "filter_w"), ("size", "size"))
_BRIGHTEST: Final = 9  # of a pixel in a record
_LARGEST_SETTING: Final = 4  # stride, padding, window: of a case for paper


def bar_width(part: float, whole: float) -> float:
    """Per cent; something earned is always seen, and only all is all."""
    if whole <= 0 or part <= 0:
        return 0.0
    if part >= whole:
        return 100.0
    return min(max(round(100 * part / whole, 1), 1.0), 99.0)


@dataclass(frozen=True)
class DifferenceMap:
    """The last two axes of a wrong array; a run is (row, first column, columns)."""

    title: Text
    rows: int
    columns: int
    runs: tuple[tuple[int, int, int], ...]
    cell: float  # CSS pixels


def difference_map(difference: Difference) -> DifferenceMap | None:
    """Where the wrong values are; None where nothing is known or it is too large to draw."""
    rows = difference.map
    columns = max(map(len, rows), default=0)
    if not columns or len(rows) * columns > _MOST_MAP_CELLS:
        return None
    wrong = sum(row.count("x") for row in rows)
    title = say(
        "Where it is wrong: {wrong} of {total} values in a part of {rows} × {columns}",
        rows=len(rows),
        columns=columns,
        wrong=wrong,
        total=sum(map(len, rows)),
    )
    runs = tuple((number, *run) for number, row in enumerate(rows) for run in _runs(row))
    return DifferenceMap(title, len(rows), columns, runs, min(_MAP_CELL, _MAP_WIDTH / columns))


def _runs(row: str) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column, sign in enumerate(row):
        if sign != "x":
            continue
        if runs and sum(runs[-1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((column, 1))
    return runs


def pixels(picture: Picture) -> list[tuple[int, int, float]]:
    """Column, row and brightness of every pixel of a picture that is not dark."""
    return [
        (column, row, round(int(digit) / _BRIGHTEST, 2))
        for row, digits in enumerate(picture.rows)
        for column, digit in enumerate(digits)
        if digit != "0"
    ]


@dataclass(frozen=True)
class SmallCase:
    """A counterexample as drawings; what cannot be drawn stays text."""

    inputs: tuple[Grid, ...]
    settings: tuple[tuple[str, str], ...]  # inputs that are no grids
    got: tuple[Grid, ...]  # none: `got` of the record is shown as text
    expected: tuple[Grid, ...]


def small_case(page: Page, example: Counterexample) -> SmallCase:
    """What of a counterexample can be drawn, with the window of the first wrong number."""
    values = {name: read_value(text) for name, text in example.inputs}
    got, expected = read_value(example.got), read_value(example.expected)
    wrong = _first_wrong(got, expected)
    grids: list[Grid] = []
    settings: list[tuple[str, str]] = []
    for name, text in example.inputs:
        drawn = _grids(name, values[name])
        grids += drawn
        if not drawn:
            settings.append((name, text))
    if wrong is not None:
        grids = _with_window(grids, values, *wrong)
    return SmallCase(
        tuple(grids),
        tuple(settings),
        tuple(_result(page, GOT, got, expected)),
        tuple(_result(page, EXPECTED, expected, got)),
    )


def _grids(name: str, value: Any) -> list[Grid]:
    matrices = matrices_of(value)
    return [
        Grid(
            name if len(matrices) == 1 else f"{name}[{', '.join(map(str, index))}]",
            tuple(tuple(map(shown_cell, row)) for row in rows),
        )
        for index, rows in matrices
    ]


def _result(page: Page, name: Text, value: Any, other: Any) -> list[Grid]:
    """The grids of one result with their sizes, the numbers that differ from the other marked."""
    mine = [
        replace(grid, name=f"{grid.name} ({grid.rows} × {grid.columns})")
        for grid in _grids(name[page.language], value)
    ]
    theirs = _grids("", other)
    if len(mine) != len(theirs):
        return mine
    return [replace(a, marked=_differing(a, b)) for a, b in zip(mine, theirs, strict=True)]


def _differing(a: Grid, b: Grid) -> frozenset[Cell]:
    if (a.rows, a.columns) != (b.rows, b.columns):
        return frozenset()
    cells = [(row, column) for row in range(a.rows) for column in range(a.columns)]
    return frozenset((r, c) for r, c in cells if a.cells[r][c] != b.cells[r][c])


def _first_wrong(got: Any, expected: Any) -> tuple[Grid, Cell] | None:
    """The matrix of the expected result in which the first wrong number is, and its cell."""
    for mine, theirs in zip(_grids("", got), _grids("", expected), strict=False):
        if differing := _differing(mine, theirs):
            return theirs, min(differing)
    return None


def _with_window(
    grids: list[Grid], values: Mapping[str, Any], result: Grid, at: Cell
) -> list[Grid]:
    """The image with the window of one output marked, where the inputs tell which it is."""
    image = next((grid for grid in grids if grid.name in _IMAGES), None)
    size = _window_size(values, grids)
    if image is None or size is None:
        return grids
    stride, padding = _integer(values, "stride", 1), _integer(values, "pad", 0)
    rows = (image.rows + 2 * padding - size[0]) // stride + 1
    columns = (image.columns + 2 * padding - size[1]) // stride + 1
    if (result.rows, result.columns) == (rows * columns, size[0] * size[1]):  # im2col's matrix
        at = divmod(at[0], columns)
    elif (result.rows, result.columns) != (rows, columns):
        return grids
    window = Window(at[0] * stride - padding, at[1] * stride - padding, *size)
    drawn = replace(image, padding=padding, window=window)
    return [drawn if grid is image else grid for grid in grids]


def _window_size(values: Mapping[str, Any], grids: list[Grid]) -> tuple[int, int] | None:
    for grid in grids:
        if grid.name in _FILTERS:
            return grid.rows, grid.columns
    for names in _SIZES:
        height, width = (_integer(values, name, 0) for name in names)
        if height and width:
            return height, width
    return None


def _integer(values: Mapping[str, Any], name: str, default: int) -> int:
    value = values.get(name)
    return value if isinstance(value, int) and 0 < value <= _LARGEST_SETTING else default
