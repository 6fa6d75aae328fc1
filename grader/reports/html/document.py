"""The page of one submission: both languages, one style sheet, no script."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from grader.records import GradedSubmission
from grader.reports.html.environment import make_environment
from grader.reports.html.quoting import QuoteAllowance
from grader.reports.page import Page
from grader.reports.theme import UNICODE
from grader.text import LANGUAGES, Language

_NAMES: Final = {"ko": "한국어", "en": "English"}


def render(graded: GradedSubmission, language: Language) -> str:
    """The whole page; `language` is shown first, the other at a click.

    `graded` is shown as it is: give it `GradedSubmission.for_student()`.
    """
    environment, style = _environment(), _style()
    template = environment.get_template("report.html.j2")
    reports = {
        each: Markup(  # noqa: S704 - what a template of ours has escaped
            template.render(graded=graded, page=_page(graded, each), quotes=QuoteAllowance())
        )
        for each in LANGUAGES
    }
    return environment.get_template("page.html.j2").render(
        graded=graded,
        page=_page(graded, language),
        language=language,
        names=_NAMES,
        reports=reports,
        style=Markup(style),  # noqa: S704 - a file of ours
        policy=_policy(style),
    )


def _page(graded: GradedSubmission, language: Language) -> Page:
    return Page(
        language=language,
        asked=language,
        encoding="utf-8",
        glyphs=UNICODE,
        preview=any(exercise.hidden_checks for exercise in graded.exercises),
        verbose=True,
    )


def _policy(style: str) -> str:
    """Nothing may be loaded, run, framed or sent; only this style sheet applies."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> Environment:
    return make_environment()


@cache
def _style() -> str:
    return (files("grader.reports.html") / "templates/page.css").read_text(encoding="utf-8")
