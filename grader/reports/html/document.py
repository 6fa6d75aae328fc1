"""The page of one submission."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from jinja2 import Environment

from grader.records import GradedSubmission
from grader.reports.html.environment import make_environment
from grader.reports.html.quoting import QuoteAllowance
from grader.reports.html.shell import document
from grader.reports.page import Page
from grader.text import Language


def render(graded: GradedSubmission, language: Language) -> str:
    """The whole page; `language` is shown first, the other at a click.

    `graded` is shown as it is: give it `GradedSubmission.for_student()`.
    """
    template = _environment().get_template("report.html.j2")
    preview = any(exercise.hidden_checks for exercise in graded.exercises)

    def body(page: Page) -> str:
        return template.render(
            graded=graded, page=replace(page, preview=preview), quotes=QuoteAllowance()
        )

    return document(f"{graded.assignment} · {graded.submission.id}", language, body)


@cache
def _environment() -> Environment:
    return make_environment()
