"""A check as text for programs that know no terminal."""

from __future__ import annotations

from typing import Any

import pytest

from grader.records import Outcome
from grader.reports.plain import plain_check


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_colour_whatever_the_environment_says(
    make: Any, monkeypatch: pytest.MonkeyPatch, language: Any
) -> None:
    """The words of the report, no escape sequence, no space at the end of a line."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "20")
    check = make.check("order", Outcome.FAILED, output="")
    told = plain_check(check, language)
    assert check.title[language] in told
    assert "\x1b" not in told
    assert all(line == line.rstrip() for line in told.split("\n"))
