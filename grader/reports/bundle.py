"""A report as an output cell of a notebook shows it: HTML with its colours, and text."""

from __future__ import annotations

import io
from typing import Final

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from grader.records import ExerciseResult, GradedSubmission
from grader.reports.exercise import ExerciseBlock
from grader.reports.page import Page
from grader.reports.report import print_report
from grader.reports.theme import THEME
from grader.text import Language

_COLUMNS: Final = 88  # what an output cell shows without breaking lines
_HTML: Final = '<pre style="line-height: 1.35; overflow-x: auto; white-space: pre">{code}</pre>'
# Readable on white and on black; black and white themselves are left to the notebook's theme.
_COLOURS: Final = TerminalTheme(
    background=(128, 128, 128),
    foreground=(118, 118, 118),
    normal=[
        (118, 118, 118),  # black
        (208, 62, 62),
        (46, 138, 62),
        (160, 118, 20),
        (64, 120, 208),
        (160, 84, 192),
        (24, 132, 150),
        (118, 118, 118),  # white
    ],
)


def display_bundle(graded: GradedSubmission, language: Language) -> dict[str, str]:
    """The whole report by media type; whatever student code said is escaped."""
    console = _recorder()
    print_report(graded, language, console)
    return _bundle(console)


def exercise_bundle(exercise: ExerciseResult, language: Language) -> dict[str, str]:
    """The part on one exercise, likewise."""
    console = _recorder()
    console.print(ExerciseBlock(Page.on(console, language), exercise, score_cells=0))
    return _bundle(console)


def _recorder() -> Console:
    return Console(
        file=io.StringIO(), record=True, width=_COLUMNS, theme=THEME, force_terminal=True
    )


def _bundle(console: Console) -> dict[str, str]:
    html = console.export_html(theme=_COLOURS, code_format=_HTML, inline_styles=True, clear=False)
    return {"text/html": html, "text/plain": console.export_text()}
