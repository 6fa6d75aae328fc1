"""How templates become HTML: every value is made harmless on its way in, none is left out."""

from __future__ import annotations

from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from grader.records import GradedSubmission
from grader.reports import total
from grader.reports.check import loss
from grader.reports.difference import wrong_axes
from grader.reports.escaping import inert
from grader.reports.exercise import progress, remarks, shown_progress, tally
from grader.reports.files import ignored
from grader.reports.grouping import groups
from grader.reports.header import warnings
from grader.reports.html import figures, quoting
from grader.reports.html.labels import LABELS
from grader.reports.next_step import next_step
from grader.reports.outcomes import counted, glyph_of, name_of
from grader.reports.picture import pictures_of
from grader.reports.points import count_of_checks, hidden_checks, worth
from grader.reports.speed import legend, speed_bars, timing_of
from grader.text import Text

_MOST_FILES: Final = 20  # refused ones that are named


def hidden_ran(graded: GradedSubmission) -> bool:
    """Something was withheld from the student's copy."""
    return any(not check.public for exercise in graded.exercises for check in exercise.checks)


# What templates may call; most of it is shared with the terminal's report.
_FUNCTIONS: Final = (
    count_of_checks,
    counted,
    glyph_of,
    groups,
    total.headline,
    hidden_checks,
    ignored,
    loss,
    name_of,
    next_step,
    pictures_of,
    progress,
    remarks,
    shown_progress,
    legend,
    speed_bars,
    tally,
    timing_of,
    warnings,
    worth,
    wrong_axes,
    figures.bar_width,
    figures.difference_map,
    figures.pixels,
    figures.small_case,
    hidden_ran,
    quoting.around_column,
    quoting.lines_of,
)


def _multiline(text: str) -> Markup:
    """`text` with its line ends, for an element that shows them."""
    return escape(inert(text, lines=True))


@pass_context
def _harmless(context: Context, value: Any) -> Any:
    """A value as it may stand in the page, in its language; Jinja escapes it after this."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Text):
        value = value[context["page"].language]
    return inert(value) if isinstance(value, str) else value


def make_environment(*packages: str) -> Environment:
    """Templates of packages and of this one, autoescaped; an unknown name is an error."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(each) for each in (*packages, "grader.reports.html")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update({function.__name__: function for function in _FUNCTIONS})
    environment.globals["remarks_on_total"] = total.remarks
    environment.globals["labels"] = LABELS
    environment.globals["most_files"] = _MOST_FILES
    environment.filters["multiline"] = _multiline
    return environment
