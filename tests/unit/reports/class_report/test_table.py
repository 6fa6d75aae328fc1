"""The class report in a terminal."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from grader.reports.class_report import class_report, print_class
from grader.reports.class_report.model import ClassReport
from grader.text import Language


def shown(report: ClassReport, width: int = 80, language: Language = "en") -> str:
    file = io.StringIO()
    print_class(report, language, Console(file=file, width=width))
    return file.getvalue()


def test_what_is_shown(report: ClassReport) -> None:
    """Scores, what went wrong, and for whom somebody has to do something."""
    text = shown(report)
    assert "graded 5 + rejected 1 + our faults 1 + missing 1 = 8 students" in text
    assert "  90-100 ━━━━━━━━━━━━━━━━━━━━━━━━ 2" in text
    assert "2 students: The stride is forgotten." in text
    assert "im2col::test_a  2 failed" in text
    assert "-4" in text
    assert "6  The archive is damaged." in text
    assert "Late: 1 of 8." in text


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_too_wide(report: ClassReport, width: int, language: Language) -> None:
    """On narrow terminals too, with letters that are two cells wide."""
    lines = shown(report, width, language).splitlines()
    assert max(map(cell_len, lines)) <= width


def test_hostile_text_is_inert(hostile_report: ClassReport) -> None:
    """Nothing acts on the terminal; long lists are cut with their number."""
    text = shown(hostile_report)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "and 11 more" in text
    assert max(map(cell_len, text.splitlines())) <= 80


def test_nobody() -> None:
    """An empty class has two lines."""
    assert len(shown(class_report("x", [])).splitlines()) == 2
