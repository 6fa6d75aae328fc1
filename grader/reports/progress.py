"""One line that says what takes long, on a terminal and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.text import Text as Line

from grader.progress import Listener, News, Progress, nobody_listens
from grader.reports.page import Page
from grader.reports.points import bar
from grader.reports.theme import THEME
from grader.text import Language

_BAR_CELLS = 20
_PER_SECOND = 8


@contextmanager
def progress_on(console: Console, language: Language) -> Iterator[Listener]:
    """A listener that shows what it hears; its line is gone when that has ended.

    Where nobody sees the line change, nothing is written.
    """
    if not console.is_terminal or console.is_dumb_terminal:
        yield nobody_listens
        return
    page = Page.on(console, language)
    live = Live(
        console=console,
        transient=True,
        refresh_per_second=_PER_SECOND,
        redirect_stdout=False,
        redirect_stderr=False,
    )

    def show(news: News) -> None:
        if isinstance(news, Progress):
            live.update(progress_line(page, news, console.width))
            live.start()
        else:
            live.stop()

    with console.use_theme(THEME):
        try:
            yield show
        finally:
            live.stop()


def progress_line(page: Page, progress: Progress, width: int) -> Line:
    """The check, and where steps are counted how far it is as a bar and in numbers."""
    figure = Line()
    if progress.total:
        steps = bar(page, progress.done, progress.total, _BAR_CELLS)
        figure = Line.assemble("  ", steps, f"  {progress.done}/{progress.total}")
    line = page.line(progress.title, "report.quiet")
    line.truncate(max(width - figure.cell_len - 1, 0), overflow="ellipsis")
    return line + figure
