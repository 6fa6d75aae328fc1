"""Labels that introduce the details of a check, in a column of their own."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from rich.text import Text as Line

from grader.reports.page import Page
from grader.text import Text, say

INDENT: Final = " " * 4
CAUSE: Final = say("Cause")
HINT: Final = say("Hint")
EXAMPLE: Final = say("Try it")
WHERE: Final = say("Where")
OUTPUT: Final = say("Output")
_ALL: Final = (CAUSE, HINT, EXAMPLE, WHERE, OUTPUT)


def label(page: Page, which: Text) -> Line:
    """The lead of a labelled row; all leads of a page are equally wide."""
    width = max(cell_len(page.plain(each)) for each in _ALL)
    word = page.line(which, "report.label")
    return Line.assemble(INDENT, word, " " * (width - word.cell_len + 2))
