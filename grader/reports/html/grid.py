"""Small arrays as grids of cells, read from how Python writes them."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import Any, Final

_NUMPY: Final = re.compile(r"array\((.*?)(?:, dtype=\w+)?\)", re.DOTALL)
_NUMBERS: Final = re.compile(r"(?:[-+\d.,()\[\]\s]|e[-+]?\d|True|False)*", re.ASCII)
_LONGEST: Final = 600  # characters; a small case has at most some dozens of numbers
_MOST_CELLS: Final = 64
_LEAST_WIDTH, _DIGIT_WIDTH, _MARGIN = 34, 8.5, 14  # of a cell, in CSS pixels
_HEIGHT: Final = 32
_EDGE: Final = 2  # room for the outermost lines

Cell = tuple[int, int]  # row, column
Matrix = tuple[tuple[int, ...], list[list[Any]]]


@dataclass(frozen=True)
class Window:
    """The cells that one number of the result is computed from; may reach into the padding."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Grid:
    """One matrix, to be drawn."""

    name: str
    cells: tuple[tuple[str, ...], ...]
    padding: int = 0  # rings of empty cells around it
    window: Window | None = None
    marked: frozenset[Cell] = field(default_factory=frozenset)

    @property
    def rows(self) -> int:
        """Rows, without padding."""
        return len(self.cells)

    @property
    def columns(self) -> int:
        """Columns, without padding."""
        return len(self.cells[0])

    @property
    def cell_width(self) -> float:
        """As wide as the longest number needs."""
        longest = max(len(cell) for row in self.cells for cell in row)
        return max(_LEAST_WIDTH, longest * _DIGIT_WIDTH + _MARGIN)

    @property
    def cell_height(self) -> int:
        """The same for all."""
        return _HEIGHT

    @property
    def width(self) -> float:
        """Of the whole drawing."""
        return (self.columns + 2 * self.padding) * self.cell_width + 2 * _EDGE

    @property
    def height(self) -> float:
        """Of the whole drawing."""
        return (self.rows + 2 * self.padding) * self.cell_height + 2 * _EDGE

    @property
    def empty_cells(self) -> list[Cell]:
        """The padding, counted as the cells are."""
        ring = self.padding
        return [
            (row, column)
            for row in range(-ring, self.rows + ring)
            for column in range(-ring, self.columns + ring)
            if not (0 <= row < self.rows and 0 <= column < self.columns)
        ]

    def x(self, column: int) -> float:
        """Left edge of a column."""
        return _EDGE + (column + self.padding) * self.cell_width

    def y(self, row: int) -> float:
        """Upper edge of a row."""
        return _EDGE + (row + self.padding) * self.cell_height

    @property
    def in_words(self) -> str:
        """Row by row, for who hears the page."""
        return "; ".join(" ".join(row) for row in self.cells)


def read_value(text: str) -> Any:
    """A number or nested lists of numbers; None where `text` is neither."""
    if len(text) > _LONGEST:
        return None
    as_numpy_writes = _NUMPY.fullmatch(text)
    plain = as_numpy_writes[1] if as_numpy_writes else text
    if not _NUMBERS.fullmatch(plain):  # what else there may be, Python warns of on the console
        return None
    try:
        value = ast.literal_eval(plain)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    return value if _is_numeric(value) else None


def matrices_of(value: Any) -> list[Matrix]:
    """The matrices that a nested list is made of, with the indices of the axes before.

    None at all where it is a number, a tuple such as a shape, ragged, or too large to draw.
    """
    if not isinstance(value, list) or len(depths := set(map(_depth, value))) != 1:
        return []
    depth = depths.pop()
    if depth <= 1:
        rows = [list(row) for row in value] if depth else [list(value)]
        return [((), rows)] if _is_drawable(rows) else []
    found: list[Matrix] = []
    for number, item in enumerate(value):
        parts = matrices_of(item)
        if not parts:
            return []
        found += [((number, *index), rows) for index, rows in parts]
    return found


def _depth(value: Any) -> int:
    return 1 + _depth(value[0]) if isinstance(value, list) else 0


def _is_drawable(rows: list[list[Any]]) -> bool:
    same = len({len(row) for row in rows}) == 1
    flat = not any(isinstance(cell, (list, tuple)) for row in rows for cell in row)
    return same and flat and len(rows) * len(rows[0]) <= _MOST_CELLS


def shown_cell(value: Any) -> str:
    """3 for 3.0, 0.333 for a third."""
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value)[:12]


def _is_numeric(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return bool(value) and all(map(_is_numeric, value))
    return isinstance(value, (int, float))
