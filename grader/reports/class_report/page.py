"""The class report as one self-contained page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from jinja2 import Environment

from grader.reports.class_report import histogram, labels
from grader.reports.class_report.model import ClassReport
from grader.reports.html.environment import make_environment
from grader.reports.html.shell import document
from grader.reports.html.writing import require_sound
from grader.reports.points import shown_points
from grader.text import Language
from grader.writing import write_file

MOST_ROWS: Final = 12  # of a list before the rest is folded away
_FEW: Final = 3  # students who are named at once

_FUNCTIONS: Final = (
    histogram.bars,
    histogram.in_words,
    labels.counts,
    labels.exercise_words,
    labels.late_words,
    labels.loss_words,
    labels.mistake_words,
    labels.percent,
    labels.spread_words,
    labels.waiting_words,
    shown_points,
)


def render(report: ClassReport, language: Language) -> str:
    """The whole page; `language` is shown first, the other at a click."""
    template = _environment().get_template("class.html.j2")
    return document(
        f"{report.assignment} · {labels.LABELS['class'][language]}",
        language,
        lambda page: template.render(page=page, report=report),
        style=_style(),
    )


def write_class_page(report: ClassReport, language: Language, path: Path) -> None:
    """Write the page to `path`; what was there stays until all is well."""
    write_file(path, [render(report, language).encode()], require_sound)


@cache
def _environment() -> Environment:
    environment = make_environment("grader.reports.class_report")
    environment.globals.update({function.__name__: function for function in _FUNCTIONS})
    environment.globals.update(
        labels=labels.LABELS,
        most_rows=MOST_ROWS,
        few=_FEW,
        drawing_width=histogram.WIDTH,
        drawing_height=histogram.HEIGHT,
    )
    return environment


@cache
def _style() -> str:
    place = files("grader.reports.class_report") / "templates/class.css"
    return place.read_text(encoding="utf-8")
