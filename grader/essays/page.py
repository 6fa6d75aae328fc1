"""The page in which essays are read: one document, which holds nothing that students wrote.

Answers come to it as data and are set as text, never as markup.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from grader.assignment import Assignment
from grader.essays.labels import LABELS
from grader.reports.html.shell import palette
from grader.text import LANGUAGES, Language

_NAMES: Final = {"ko": "한국어", "en": "English"}


@dataclass(frozen=True)
class Document:
    """What a browser loads, and what it lets it do."""

    content: bytes
    policy: str
    kind: str = "text/html; charset=utf-8"


def document(assignment: Assignment, person: str, language: Language) -> Document:
    """The page for one person; `language` is shown first, the other at a click."""
    style, script = palette() + _part("page.css"), _part("page.js")
    environment = Environment(
        loader=PackageLoader("grader.essays"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    content = environment.get_template("page.html.j2").render(
        assignment=assignment,
        person=person,
        language=language,
        names=_NAMES,
        labels={each: {name: text[each] for name, text in LABELS.items()} for each in LANGUAGES},
        style=Markup(style),  # noqa: S704 - a file of ours
        script=Markup(script),  # noqa: S704 - a file of ours
    )
    return Document(content.encode(), _policy(style, script))


def _part(name: str) -> str:
    return (files("grader.essays") / "templates" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Only this script runs, and only this server is asked; drawings are data it has fetched."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "connect-src 'self'",
            "img-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _hash(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"
