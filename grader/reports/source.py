"""The student's own line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.text import Text as Line

from grader.records import Location
from grader.reports.layout import cropped
from grader.reports.page import Page


@dataclass(frozen=True)
class Source:
    """File and line number, the line, and a caret where a syntax error is.

    The line stands beside its number where it fits, below it where it does not.
    """

    page: Page
    location: Location
    lead: Line

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Line]:
        place = self.page.line(f"{self.location.file}:{self.location.line}", "report.name")
        start = Line.assemble(self.lead, place, "  ")
        if start.cell_len + cell_len(self.page.plain(self.location.source)) > options.max_width:
            yield self.lead + place
            start = Line(" " * self.lead.cell_len)
        text, caret = self._window(options.max_width - start.cell_len)
        yield start + Line(text, "report.source")
        if caret is not None:
            yield Line(" " * (start.cell_len + caret) + "^", "report.failed")

    def _window(self, room: int) -> tuple[str, int | None]:
        """The part of the line to show, and in which of its cells the caret belongs."""
        source, column = self.location.source, self.location.column
        ellipsis = self.page.glyphs.ellipsis
        if column is None:
            return cropped(self.page.plain(source), room, ellipsis), None
        caret = cell_len(self.page.plain(source[: column - 1]))
        if caret + len(ellipsis) < room:
            return cropped(self.page.plain(source), room, ellipsis), caret
        before = self.page.plain(source[max(column - 1 - room // 4, 0) : column - 1])
        text = f"{ellipsis}{before}{self.page.plain(source[column - 1 :])}"
        return cropped(text, room, ellipsis), len(ellipsis) + cell_len(before)
