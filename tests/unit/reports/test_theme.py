"""Styles and glyphs."""

from __future__ import annotations

import re
from dataclasses import astuple
from pathlib import Path

import pytest

import grader.reports
from grader.reports.theme import ASCII, STYLES, UNICODE, Glyphs, glyphs_for


def test_every_style_that_is_used_is_in_the_table_and_none_else() -> None:
    """A mistyped style would be ignored silently."""
    modules = Path(grader.reports.__file__).parent.glob("*.py")
    used = {
        style
        for module in modules
        if module.name != "theme.py"
        for style in re.findall(r'"(report\.\w+)"', module.read_text(encoding="utf-8"))
    }
    assert used == set(STYLES)


@pytest.mark.parametrize(
    ("encoding", "glyphs"), [("utf-8", UNICODE), ("ascii", ASCII), ("cp949", ASCII)]
)
def test_glyphs_are_those_that_the_encoding_has(encoding: str, glyphs: Glyphs) -> None:
    """One sign that cannot be shown is enough to take the plain ones."""
    assert glyphs_for(encoding) is glyphs


def test_signs_differ_without_colour() -> None:
    """Passed, failed, open and fault are told apart by their signs alone."""
    for glyphs in (UNICODE, ASCII):
        assert len({glyphs.passed, glyphs.failed, glyphs.open, glyphs.fault}) == 4
        assert glyphs.filled != glyphs.empty
    assert "".join(astuple(ASCII)).isascii()
