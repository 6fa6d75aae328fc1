"""What became of the submission's files, where that is worth saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text as Line

from grader.records import Outcome, SubmissionInfo
from grader.reports.layout import Row
from grader.reports.outcomes import mark, word
from grader.reports.page import Page

_MOST_NAMES = 3


@dataclass(frozen=True)
class Files:
    """Files that were refused and why, notes, and ignored files in short."""

    page: Page
    submission: SubmissionInfo

    def __bool__(self) -> bool:
        submission = self.submission
        return bool(submission.refused or submission.notes or submission.ignored)

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        page = self.page
        yield page.line(page.translate("Files"), "report.title")
        for file in self.submission.refused:
            lead = mark(page, Outcome.REJECTED)
            yield Row(page.line(file.name, "report.name"), lead, word(page, Outcome.REJECTED))
            yield Row(page.paragraph(file.reason), Line("    "))
        note = Line(f"  {page.glyphs.note} ", "report.quiet")
        for text in self.submission.notes:
            yield Row(page.line(text), note)
        if self.submission.ignored:
            yield Row(page.line(ignored(page, self.submission.ignored), "report.quiet"), note)


def ignored(page: Page, names: Sequence[str]) -> str:
    """Which files are no part of the assignment, in short."""
    shown = ", ".join(names[:_MOST_NAMES])
    if (more := len(names) - _MOST_NAMES) > 0:
        shown = page.translate("{names} and {count} more", names=shown, count=more)
    return page.translate("Ignored, not part of the assignment: {names}", names=shown)
