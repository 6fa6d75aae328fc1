"""What all pages share."""

from __future__ import annotations

import re

import pytest

from grader.reports.html.shell import document
from grader.reports.html.wellformed import problems
from grader.text import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_its_body_in_each_language(language: Language) -> None:
    """The asked one first, the title made harmless, the further style in the policy's hash."""
    page = document(
        "<a>\x1b", language, lambda page: f"<p>{page.language}</p>", style="p { margin: 0; }"
    )
    assert problems(page) == []
    assert "<title>&lt;a&gt;\\x1b</title>" in page
    assert page.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert re.findall("<p>(..)</p>", page) == list(LANGUAGES)
    assert "p { margin: 0; }</style>" in page
    assert document("", language, lambda _: "") != page


def test_the_policy_follows_the_style() -> None:
    """Another style sheet has another hash."""
    hashes = {
        re.findall("sha256-[^&']*", document("", "ko", lambda _: "", style=style))[0]
        for style in ("", "p {}", "a {}")
    }
    assert len(hashes) == 3
