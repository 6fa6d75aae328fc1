"""The page of one submission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from jinja2 import Environment

from grader.records import GradedSubmission
from grader.reports.html.environment import make_environment
from grader.reports.html.quoting import QuoteAllowance
from grader.reports.html.shell import document
from grader.reports.page import Page
from grader.text import Language, Text


def render(graded: GradedSubmission, language: Language, on_total: Sequence[Text] = ()) -> str:
    """The whole page; `language` is shown first, the other at a click.

    `graded` is shown as it is: give it `GradedSubmission.for_student()`. `on_total` stands
    with the total.
    """
    template = _environment().get_template("report.html.j2")
    preview = any(exercise.hidden_checks for exercise in graded.exercises)

    def body(page: Page) -> str:
        return template.render(
            graded=graded,
            page=replace(page, preview=preview),
            quotes=QuoteAllowance(),
            on_total=on_total,
        )

    names = dict.fromkeys((graded.assignment, graded.submission.id))  # a folder has its name
    return document(" · ".join(names), language, body)


def render_refusal(assignment: str, student: str, reason: Text, language: Language) -> str:
    """The page of what could not be graded."""
    template = _environment().get_template("refusal.html.j2")

    def body(page: Page) -> str:
        return template.render(assignment=assignment, student=student, reason=reason, page=page)

    return document(f"{assignment} · {student}", language, body)


@cache
def _environment() -> Environment:
    return make_environment()
