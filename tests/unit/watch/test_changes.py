"""What a save made better or worse."""

from __future__ import annotations

from typing import Any

from grader.watch.changes import changes


def test_both_directions_and_the_score(make: Any) -> None:
    """Checks that turned are listed on their side, others on none."""
    found = changes(make.graded("pff").exercises, make.graded("fpf").exercises)
    assert [check.id for check in found.improved] == ["shapes::test_1"]
    assert [check.id for check in found.worse] == ["shapes::test_0"]
    assert found.score == 0.0


def test_another_way_to_fail_is_no_news(make: Any) -> None:
    """From not attempted to failed nothing passes more or less."""
    found = changes(make.graded("nb").exercises, make.graded("ff").exercises)
    assert (found.improved, found.worse) == ((), ())


def test_what_could_not_be_graded_is_no_news(make: Any) -> None:
    """Our fault and absent hardware say nothing about the student's code."""
    found = changes(make.graded("ppgs").exercises, make.graded("gspp").exercises)
    assert (found.improved, found.worse) == ((), ())
