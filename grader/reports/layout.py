"""Lines that wrap beside a lead, with a figure at the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions
from rich.text import Text as Line

_GAP = 2  # cells between a body and its figure
_LEAST_ROOM = 8


@dataclass(frozen=True)
class Row:
    """A body that wraps between a lead and a figure.

    The lead and the figure stand on the first line only; further lines of the body begin
    under its first one. Words break at spaces, Korean ones too; a word longer than the room
    is folded.
    """

    body: Line
    lead: Line = field(default_factory=Line)
    figure: Line = field(default_factory=Line)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Line]:
        hang = self.lead.cell_len
        taken = self.figure.cell_len + _GAP if self.figure else 0
        room = max(options.max_width - hang - taken, _LEAST_ROOM)
        lines = self.body.wrap(console, room)
        for number, line in enumerate(lines):
            line.rstrip()
            lead = Line(" " * hang) if number else self.lead
            if number or not self.figure:
                yield lead + line
            else:
                gap = " " * (room - line.cell_len + _GAP)
                first = Line.assemble(lead, line, gap, self.figure)
                first.rstrip()
                yield first


def cropped(text: str, cells: int, ellipsis: str) -> str:
    """`text`, at most `cells` wide."""
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, max(cells - cell_len(ellipsis), 0)).rstrip() + ellipsis
