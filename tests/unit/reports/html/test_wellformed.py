"""Whether a page may be shown."""

from __future__ import annotations

import pytest

from grader.reports.html.wellformed import problems


def test_a_sound_document_has_no_problems() -> None:
    """Elements nest, empty ones need no end, links stay on the page."""
    assert problems('<p id="a"><a href="#b">x</a><br><svg><rect width="1"/></svg></p>') == []


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ("<p><b></p></b>", "</p>"),
        ("<p>", "<p> has no end"),
        ("</p>", "</p>"),
        ("<script></script>", "<script>"),
        ('<p onclick="x"></p>', "onclick"),
        ('<a href="javascript:x"></a>', "href"),
        ('<a href="https://example.invalid/"></a>', "href"),
        ('<img src="x"/>', "src"),
        ('<p style="x"></p>', "style"),
        ('<p id="a"></p><p id="a"></p>', "id a twice"),
        ("<link/>", "<link>"),
    ],
)
def test_what_could_act_or_mislead_is_found(document: str, problem: str) -> None:
    """Wrong nesting, scripts, addresses elsewhere and doubled ids are named."""
    assert any(problem in found for found in problems(document))
