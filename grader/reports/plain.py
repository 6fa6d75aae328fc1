"""A check as plain text, for programs that show text and know nothing of terminals."""

from __future__ import annotations

import io
from typing import Final

from rich.console import Console

from grader.records import CheckResult
from grader.reports.check import CheckBlock
from grader.reports.grouping import CheckGroup
from grader.reports.page import Page
from grader.reports.theme import THEME, UNICODE
from grader.text import Language

_WIDTH: Final = 80


def plain_check(check: CheckResult, language: Language, *, bonus: bool = False) -> str:
    """What the terminal's report says of one check; nothing in it acts on whoever shows it.

    Of a `bonus` nothing can be lost.
    """
    page = Page(language, language, "utf-8", UNICODE, preview=False, verbose=True)
    file = io.StringIO()
    # Whatever the environment says of colours and widths, this is for no terminal.
    console = Console(file=file, theme=THEME, width=_WIDTH, force_terminal=False, no_color=True)
    console.print(CheckBlock(page, CheckGroup((check,)), bonus=bonus))
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())
