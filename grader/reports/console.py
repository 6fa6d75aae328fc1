"""The console that everything for people is written to."""

from __future__ import annotations

import io
import sys
from typing import IO

from rich.console import Console

from grader.reports.theme import THEME


def make_console(file: IO[str] | None = None, *, stderr: bool = False) -> Console:
    """A console on `file`, else on standard output or standard error.

    Colours only on a terminal that has them, and not under NO_COLOR; 80 columns where the
    width is unknown. What the file's encoding cannot say is escaped, so no sentence crashes.
    """
    target = file or (sys.stderr if stderr else sys.stdout)
    if isinstance(target, io.TextIOWrapper):
        target.reconfigure(errors="backslashreplace")
    return Console(file=target, theme=THEME, markup=False, highlight=False, emoji=False)
