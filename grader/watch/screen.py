"""What a view looks like: the same parts on a full screen and, one after another, in a log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text as Line

from grader.assignment.hints import HintLevel, Wait
from grader.hints import steps, waits_for
from grader.records import GradedSubmission
from grader.reports.check import CheckBlock
from grader.reports.header import Header
from grader.reports.labels import INDENT
from grader.reports.layout import Row
from grader.reports.next_step import next_step
from grader.reports.page import Page
from grader.reports.progress import progress_line
from grader.reports.total import headline
from grader.watch.overview import Overview, Turned
from grader.watch.view import Stop, View

_KEY_GAP = "   "


@dataclass(frozen=True)
class Help:
    """How far the hints on the selected check go."""

    shown: HintLevel = HintLevel.TITLE
    allowed: HintLevel = HintLevel.TITLE
    wait: Wait | None = None  # for what is not allowed yet


@dataclass(frozen=True)
class Body:
    """How far the submission is, what the last save did to it, and one check that fails."""

    page: Page
    view: View
    graded: GradedSubmission
    help: Help

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        page, view = self.page, self.view
        yield Header(page, self.graded)
        if view.notice:
            yield Row(page.paragraph(view.notice), Line(f"{page.glyphs.fault} ", "report.warning"))
        yield Overview(page, self.graded.exercises, view.running)
        yield from self._last_run()
        if view.progress:
            yield progress_line(page, view.progress, options.max_width)
        yield Line(page.glyphs.rule * options.max_width, "report.quiet")
        if view.stop:
            yield from self._details(view.stop)
        else:
            yield Row(page.line(next_step(page, self.graded)[0], "report.passed"))

    def _last_run(self) -> Iterator[RenderableType]:
        page, view = self.page, self.view
        sentence, _, _ = headline(page, self.graded)
        status = page.line(self._running() if view.running else view.occasion, "report.quiet")
        yield Row(page.line(sentence, "report.title"), figure=status)
        if view.changes and not view.running:
            yield Turned(page, view.changes)

    def _running(self) -> str:
        page, (first, *others) = self.page, self.view.running
        names = first
        if others:
            names = page.translate("{names} and {count} more", names=first, count=len(others))
        return page.translate("running {names}", names=names)

    def _details(self, stop: Stop) -> Iterator[RenderableType]:
        page, view = self.page, self.view
        title = page.line(stop.exercise.title, "report.title")
        name = page.line(stop.exercise.name, "report.name")
        place = page.line(f"{view.position + 1}/{len(view.stops)}", "report.quiet")
        yield Row(Line.assemble(title, "  ", name), figure=place)
        yield CheckBlock(page, stop.told(self.help.shown))
        if self.help.wait and not _more(stop, self.help):
            yield Row(page.line(waits_for(self.help.wait), "report.quiet"), Line(INDENT))


@dataclass(frozen=True)
class Keys:
    """The keys that do something now."""

    page: Page
    view: View
    help: Help
    cropped: bool  # the body is longer than the screen

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        line = Line()
        for key, word in self._words():
            shown = Line.assemble((key, "report.command"), " ", self.page.line(word))
            room = options.max_width - line.cell_len - len(_KEY_GAP)
            if line and shown.cell_len > room:
                yield line
                line = Line()
            line = Line.assemble(line, _KEY_GAP, shown) if line else shown
        yield line

    def _words(self) -> Iterator[tuple[str, str]]:
        page, view = self.page, self.view
        if view.stop and _more(view.stop, self.help):
            told = [step <= self.help.shown for step in steps(view.stop.check)]
            hint = page.translate("next hint")
            yield "h", f"{hint} {sum(told) + 1}/{len(told)}"
        if len(view.stops) > 1:
            yield "n", page.translate("next check")
            yield "p", page.translate("previous")
        if len({stop.exercise.name for stop in view.stops}) > 1:
            yield "e", page.translate("next exercise")
        if self.cropped:
            yield page.translate("space"), page.translate("scroll")
        yield "r", page.translate("run all")
        yield "q", page.translate("quit")


def _more(stop: Stop, help_: Help) -> bool:
    """Whether another hint may be shown."""
    return any(help_.shown < step <= help_.allowed for step in steps(stop.check))
