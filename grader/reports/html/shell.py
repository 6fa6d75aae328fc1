"""What every page of ours shares: both languages at a click, one style sheet, no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from grader.reports.html.environment import make_environment
from grader.reports.page import Page
from grader.reports.theme import UNICODE
from grader.text import LANGUAGES, Language

_NAMES: Final = {"ko": "한국어", "en": "English"}


def document(
    title: str, language: Language, body: Callable[[Page], str], *, style: str = ""
) -> str:
    """A whole page; `language` is shown first, the other at a click.

    `body` writes the content in one language, with templates of ours that escape; `style`
    stands after the style sheet that all pages have.
    """
    reports = {each: Markup(body(_page(each))) for each in LANGUAGES}  # noqa: S704 - escaped
    whole = _style() + style
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            title=title,
            page=_page(language),
            language=language,
            names=_NAMES,
            reports=reports,
            style=Markup(whole),  # noqa: S704 - files of ours
            policy=_policy(whole),
        )
    )


def _page(language: Language) -> Page:
    return Page(
        language=language,
        asked=language,
        encoding="utf-8",
        glyphs=UNICODE,
        preview=False,
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
def palette() -> str:
    """Colours and letters, light and dark, as CSS; for pages of other kinds too."""
    return _sheet("palette.css")


@cache
def _style() -> str:
    return palette() + _sheet("page.css")


def _sheet(name: str) -> str:
    return (files("grader.reports.html") / "templates" / name).read_text(encoding="utf-8")
