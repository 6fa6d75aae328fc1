"""The report of one submission, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.text import Text as Line

from grader.records import GradedSubmission
from grader.reports.exercise import ExerciseBlock, shown_progress
from grader.reports.files import Files
from grader.reports.header import Header
from grader.reports.next_step import NextStep
from grader.reports.page import Page
from grader.reports.theme import THEME
from grader.reports.total import Total
from grader.text import Language

_WIDEST = 100  # columns; longer lines are hard to read


def print_report(
    graded: GradedSubmission, language: Language, console: Console, *, verbose: bool = False
) -> None:
    """Write the report of `graded` to `console`; `verbose` lists every check by its title."""
    page = Page.of(graded, language, console, verbose=verbose)
    width = min(console.width, _WIDEST)
    with console.use_theme(THEME):
        for part in _parts(page, graded):
            console.print(part, width=width)


def _parts(page: Page, graded: GradedSubmission) -> Iterator[RenderableType]:
    yield Header(page, graded)
    yield Line()
    score_cells = max((len(shown_progress(page, each)) for each in graded.exercises), default=0)
    for exercise in graded.exercises:
        yield ExerciseBlock(page, exercise, score_cells)
        yield Line()
    if files := Files(page, graded.submission):
        yield files
        yield Line()
    yield Total(page, graded)
    if any(exercise.checks for exercise in graded.exercises):
        yield Line()
        yield NextStep(page, graded)
