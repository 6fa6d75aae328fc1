"""What was graded, and how strictly it was held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text as Line

from grader.records import Confinement, GradedSubmission
from grader.reports.layout import Row
from grader.reports.page import Page


@dataclass(frozen=True)
class Header:
    """Assignment, submission and confinement; warnings that concern the whole report."""

    page: Page
    graded: GradedSubmission

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        page, graded = self.page, self.graded
        name = page.line(graded.assignment, "report.title")
        if graded.submission.id != graded.assignment:
            name = Line.assemble(name, "  ", page.line(graded.submission.id))
        level = f"{page.translate('Confinement')}: {graded.confinement.value}"
        yield Row(name, figure=page.line(level, "report.quiet"))
        yield Line(page.glyphs.rule * options.max_width, "report.quiet")
        for warning in warnings(page, graded):
            yield Row(page.line(warning), Line(f"{page.glyphs.fault} ", "report.warning"))


def warnings(page: Page, graded: GradedSubmission) -> Iterator[str]:
    """What must be known before anything else is read."""
    if page.language != page.asked:
        yield page.translate("This console cannot show Korean, so the report is in English.")
    if graded.confinement is Confinement.UNCONFINED:
        yield page.translate(
            "Your code ran without confinement here: this result is only good for self-checks."
        )
