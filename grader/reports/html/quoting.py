"""What student code wrote, cut to what a person reads and a browser bears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from grader.records import Location
from grader.reports.escaping import inert, shortened
from grader.reports.page import Page
from grader.reports.quote import quoted_lines
from grader.text import Text

_MOST_CHARACTERS: Final = 30_000  # of all quotes of a page together; a page stays below 1 MB


@dataclass
class QuoteAllowance:
    """How much of the page quotes may still take."""

    left: int = _MOST_CHARACTERS

    def lines(self, page: Page, output: str) -> list[str]:
        """The first lines of `output`; one line that says so where there is no room any more."""
        lines = quoted_lines(page, output)
        size = sum(map(len, lines))
        if size > self.left:
            return [page.glyphs.ellipsis]
        self.left -= size
        return lines


def lines_of(page: Page, text: Text | str) -> list[str]:
    """The lines of a sentence or two; a flood is cut short."""
    chosen = text if isinstance(text, str) else text[page.language]
    return inert(shortened(chosen, page.glyphs.ellipsis), lines=True).split("\n")


def around_column(location: Location) -> tuple[str, str, str]:
    """The student's line before, at and after the column of a syntax error."""
    if location.column is None:
        return location.source, "", ""
    at = location.column - 1
    return location.source[:at], location.source[at : at + 1] or " ", location.source[at + 1 :]
