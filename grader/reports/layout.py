"""Lines that wrap beside a lead, with a figure at the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions
from rich.text import Text as Line

_GAP = 2  # cells between a body and its figure
_LEAST_ROOM = 8


@dataclass(frozen=True)
class Row:
    """A body that wraps between a lead and a figure.

    The lead and the figure stand on the first line only; further lines of the body begin
    under its first one, or with a `bar`. Lines break at spaces, Korean ones too; a word longer
    than the room is folded. Where the room is too narrow the figure moves to a line of its own.
    """

    body: Line
    lead: Line = field(default_factory=Line)
    figure: Line = field(default_factory=Line)
    bar: Line | None = None  # of words that must not pass for lines of the report

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Line]:
        width, hang = options.max_width, self.bar or Line(" " * self.lead.cell_len)
        room = width - hang.cell_len - self.figure.cell_len - _GAP * bool(self.figure)
        if self.figure and room < _LEAST_ROOM:
            yield from replace(self, figure=Line()).__rich_console__(console, options)
            yield _ended(hang + self.figure)
            return
        for number, line in enumerate(self.body.wrap(console, max(room, _LEAST_ROOM))):
            gap = " " * (room - line.cell_len + _GAP)
            yield _ended(
                hang + line if number else Line.assemble(self.lead, line, gap, self.figure)
            )


def _ended(line: Line) -> Line:
    line.rstrip()
    return line


def shortened_in_the_middle(text: str, cells: int, ellipsis: str) -> str:
    """`text`, at most `cells` wide: names often differ at their ends."""
    if cell_len(text) <= cells:
        return text
    half = (cells - cell_len(ellipsis)) // 2
    end = set_cell_size(text[::-1], half)[::-1]
    return set_cell_size(text, half).rstrip() + ellipsis + end.lstrip()


def cropped(text: str, cells: int, ellipsis: str) -> str:
    """`text`, at most `cells` wide."""
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, max(cells - cell_len(ellipsis), 0)).rstrip() + ellipsis
