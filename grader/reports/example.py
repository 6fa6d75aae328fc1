"""A counterexample: a few numbers on which the student's code can be worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text as Line

from grader.records import Counterexample
from grader.reports.layout import Row
from grader.reports.page import Page
from grader.reports.quote import Quote

_GAP = "  "


@dataclass(frozen=True)
class Example:
    """Inputs, what came out, what should have, one number worked out, and how to repeat it."""

    page: Page
    counterexample: Counterexample
    lead: Line

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        blank = Line(" " * self.lead.cell_len)
        for number, row in enumerate(self._rows(options.max_width - self.lead.cell_len)):
            yield Row(row.body, (blank if number else self.lead) + row.lead)
        yield Quote(self.page, self.counterexample.code, blank)

    def _rows(self, room: int) -> Iterator[Row]:
        """Everything but the code; what a row begins with comes after the label."""
        page, example = self.page, self.counterexample
        for line in self._inputs(room):
            yield Row(page.line(line))
        got, expected = page.translate("got"), page.translate("expected")
        width = max(cell_len(got), cell_len(expected))
        for word, value in ((got, example.got), (expected, example.expected)):
            padding = " " * (width - cell_len(word)) + _GAP
            yield Row(page.line(value), page.line(word, "report.label") + Line(padding))
        if example.arithmetic:
            yield Row(page.paragraph(example.arithmetic))

    def _inputs(self, room: int) -> list[str]:
        """Lines of as many inputs as fit; a name is not parted from its value."""
        lines: list[str] = []
        for name, value in self.counterexample.inputs:
            each = f"{name} = {value}"
            if lines and cell_len(lines[-1]) + cell_len(each) + len(", ") <= room:
                lines[-1] += f", {each}"
            else:
                lines.append(each)
        return lines
