"""Headers."""

from __future__ import annotations

from typing import Any

import pytest

from grader.records import Confinement, SubmissionInfo
from grader.reports.header import Header


@pytest.mark.parametrize("level", list(Confinement)[1:])
def test_a_confined_run_says_so(make: Any, level: Confinement) -> None:
    """Who graded what, and the level, quietly."""
    lines = make.lines(Header(make.page(), make.graded(confinement=level)))
    assert lines[0].startswith("assignment5  2023123456")
    assert lines[0].endswith(f"Confinement: {level.value}")
    assert lines[1:] == ["─" * 80]


def test_an_unconfined_run_warns(make: Any) -> None:
    """Its result is for self-checks only."""
    lines = make.lines(Header(make.page(), make.graded(confinement=Confinement.UNCONFINED)), 120)
    assert lines[2] == (
        "! Your code ran without confinement here: this result is only good for self-checks."
    )


def test_a_name_is_not_said_twice(make: Any) -> None:
    """A student's own folder is often named like the assignment."""
    own = SubmissionInfo(id="assignment5", sha256="")
    assert make.lines(Header(make.page(), make.graded(submission=own)))[0].split() == [
        "assignment5",
        "Confinement:",
        "namespaces",
    ]


def test_a_change_of_language_is_said(make: Any) -> None:
    """Nothing falls back silently."""
    lines = make.lines(Header(make.page("en", asked="ko"), make.graded()))
    assert lines[2] == "! This console cannot show Korean, so the report is in English."


def test_a_hostile_id(make: Any) -> None:
    """An id is text, not commands."""
    hostile = SubmissionInfo(id="\x1b[2J\u202e[red]x[/]", sha256="")
    line = make.lines(Header(make.page(), make.graded(submission=hostile)))[0]
    assert r"\x1b[2J\u202e[red]x[/]" in line
