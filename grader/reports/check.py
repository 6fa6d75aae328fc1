"""A check, or several that ended alike: titles, then once what happened and what may help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text as Line

from grader.records import CheckResult, Diagnosis, Outcome
from grader.reports.difference import wrong_axes
from grader.reports.example import Example
from grader.reports.grouping import CheckGroup
from grader.reports.labels import CAUSE, EXAMPLE, HINT, INDENT, OUTPUT, WHERE, label
from grader.reports.layout import Row
from grader.reports.outcomes import mark, word
from grader.reports.page import Page
from grader.reports.points import count_of_checks, shown_points
from grader.reports.quote import Quote
from grader.reports.source import Source

_RAN_AND_WENT_WRONG = (Outcome.FAILED, Outcome.CRASHED, Outcome.OVER_LIMIT)
_COSTS_NOTHING = (Outcome.PASSED, Outcome.SKIPPED, Outcome.GRADER_FAULT)
_LOSS_CELLS = 4


@dataclass(frozen=True)
class CheckBlock:
    """One group of checks."""

    page: Page
    group: CheckGroup
    bonus: bool = False  # nothing can be lost

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        yield from self._titles()
        if self.group.outcome is not Outcome.PASSED:
            yield from self._details()

    def _titles(self) -> Iterator[Row]:
        page, group = self.page, self.group
        lead = mark(page, group.outcome)
        if group.collapsed and not page.verbose:
            count = page.line(count_of_checks(page, len(group.checks)))
            yield Row(count, lead, self._figure(group.checks))
            return
        style = "report.quiet" if group.outcome is Outcome.PASSED else ""
        for check in group.checks:
            title = page.line(check.title[page.language] or check.id, style)
            yield Row(title, lead, self._figure((check,)))

    def _details(self) -> Iterator[RenderableType]:
        page, group, check = self.page, self.group, self.group.first
        message = group.message[page.language] if group.message else ""
        if message:
            yield Row(page.paragraph(message), Line(INDENT))
        if group.said:
            bar = Line(f"{INDENT}{page.glyphs.quote} ", "report.output")
            yield Row(page.paragraph(group.said, "report.output"), bar, bar=bar)
        if check.difference and (pattern := check.difference.pattern):
            yield Row(page.paragraph(pattern), Line(INDENT))
        elif check.difference and (axes := wrong_axes(page, check.difference)):
            yield Row(page.line(axes), Line(INDENT))
        if check.diagnosis:
            yield Row(self._cause(check.diagnosis), label(page, CAUSE))
        if group.hint and group.outcome in _RAN_AND_WENT_WRONG:
            yield Row(page.paragraph(group.hint), label(page, HINT))
        if group.counterexample:
            yield Example(page, group.counterexample, label(page, EXAMPLE))
        if group.location:
            yield Source(page, group.location, label(page, WHERE))
        if group.output:
            yield Quote(page, group.output, label(page, OUTPUT))

    def _cause(self, diagnosis: Diagnosis) -> Line:
        if self.group.cause_is_known:
            return self.page.line(self.page.translate("The same as above."))
        return self.page.paragraph(diagnosis.explanation, "report.cause")

    def _figure(self, checks: tuple[CheckResult, ...]) -> Line:
        """The outcome in words and, where there is a score, what it costs."""
        page, outcome = self.page, checks[0].outcome
        if outcome is Outcome.PASSED:
            return Line()
        if page.preview or self.bonus:
            return word(page, outcome)
        return Line.assemble(word(page, outcome), "  ", loss(checks).rjust(_LOSS_CELLS))


def loss(checks: Sequence[CheckResult]) -> str:
    """-1.5; empty where nothing is lost, or nothing decided."""
    lost = shown_points(sum(check.points - check.score for check in checks))
    return "" if checks[0].outcome in _COSTS_NOTHING or lost == "0" else f"-{lost}"
