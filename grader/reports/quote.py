"""What student code printed: quoted, indented, never more than a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions
from rich.text import Text as Line

from grader.reports.escaping import encodable, inert
from grader.reports.layout import cropped
from grader.reports.page import Page

_MOST_LINES = 8
_MOST_CHARACTERS = 500  # of a line; more than any console is wide


@dataclass(frozen=True)
class Quote:
    """Every line begins with a lead and a bar, so it cannot pass for a line of the report."""

    page: Page
    output: str
    lead: Line

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Line]:
        page, hang = self.page, self.lead.cell_len
        bar = f"{page.glyphs.quote} "
        room = options.max_width - hang - len(bar)
        for number, text in enumerate(quoted_lines(page, self.output)):
            lead = Line(" " * hang) if number else self.lead
            shown = cropped(text, room, page.glyphs.ellipsis)
            yield Line.assemble(lead, ((bar + shown).rstrip(), "report.output"))


def quoted_lines(page: Page, output: str) -> list[str]:
    """The first lines of `output`, and how many more there are."""
    lines = output.replace("\r\n", "\n").strip("\n").split("\n")
    short = [inert(line[:_MOST_CHARACTERS], lines=True) for line in lines[:_MOST_LINES]]
    shown = [encodable(line, page.encoding) for line in short]
    if len(lines) > _MOST_LINES:
        more = page.translate("{count} more lines", count=len(lines) - _MOST_LINES)
        shown.append(f"{page.glyphs.ellipsis} {more}")
    return shown
