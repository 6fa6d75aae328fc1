"""What one student brings to the class report."""

from __future__ import annotations

from typing import Any

import pytest

from grader.records import EssayResult
from grader.reports.class_report import Ended, Member
from grader.text import Text


def test_who_was_not_graded() -> None:
    """Has no share, which is not 0."""
    assert Member("1", Ended.MISSING).share is None
    assert Member("1", Ended.REJECTED).decided == 0.0


def test_essays_count_when_they_are_graded(classroom: Any, make: Any) -> None:
    """One without an answer is lost already and stands in the record's points."""
    title = Text.same("Why")
    essays = tuple(EssayResult(n, title, 2.0, answered=n != "lost") for n in ("a", "b", "lost"))
    member = classroom.graded(
        "1", make.check(points=3.0), essays=essays, earned=4.5, marked=frozenset({"a"})
    )
    assert member.decided == 5.0
    assert member.share == pytest.approx(0.9)
