"""From words to lines."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from grader.reports.page import Page
from grader.reports.theme import ASCII, UNICODE, Glyphs
from grader.text import Language, Text


def console(encoding: str) -> Console:
    """A console on a file of one encoding."""
    return Console(file=io.TextIOWrapper(io.BytesIO(), encoding=encoding), width=80)


@pytest.mark.parametrize(
    ("encoding", "language", "glyphs"),
    [("utf-8", "ko", UNICODE), ("cp949", "ko", ASCII), ("ascii", "en", ASCII)],
)
def test_the_console_decides(make: Any, encoding: str, language: Language, glyphs: Glyphs) -> None:
    """Korean only where it can be shown, Unicode signs only where all of them can."""
    page = Page.of(make.graded(), "ko", console(encoding), verbose=False)
    assert (page.language, page.glyphs, page.asked) == (language, glyphs, "ko")


def test_an_unknown_encoding_is_taken_for_ascii(make: Any) -> None:
    """A console whose encoding Python does not know gets what every console can show."""
    odd = Console(file=type("Odd", (io.StringIO,), {"encoding": "x-odd"})(), width=80)
    assert Page.of(make.graded(), "en", odd, verbose=False).encoding == "ascii"


def test_waiting_hidden_checks_make_a_preview(make: Any) -> None:
    """One exercise with hidden checks is enough."""
    waiting = make.exercise(make.check(), hidden_checks=3)
    assert Page.of(make.graded(waiting), "en", console("utf-8"), verbose=False).preview
    assert not Page.of(
        make.graded(make.exercise(make.check())), "en", console("utf-8"), verbose=False
    ).preview


def test_a_line_is_one_line(make: Any) -> None:
    """A line end inside a title, a name or an id cannot begin a line of the report."""
    assert make.page().line("a\nb[red]").plain == r"a\nb[red]"


def test_a_paragraph_keeps_its_lines(make: Any) -> None:
    """An exception's text of several lines stays readable, and harmless."""
    assert make.page().paragraph("a\nb\x1b").plain == "a\nb\\x1b"


def test_both_languages(make: Any) -> None:
    """A sentence is shown in the page's language."""
    text = Text(en="image", ko="이미지")
    assert make.page("ko").plain(text) == "이미지"
    assert make.page("en").plain(text) == "image"
