"""Exercises."""

from __future__ import annotations

from typing import Any

import pytest

from grader.records import Outcome
from grader.reports.exercise import ExerciseBlock
from grader.text import Text


def test_all_passed_is_one_line(make: Any) -> None:
    """Title, name, bar and score; then how many passed."""
    done = make.exercise(make.check("a", points=1.5), make.check("b", points=1.5))
    assert make.lines(ExerciseBlock(make.page(), done, 3), 60) == [
        "Patches as a matrix  im2col                  ━━━━━━━━━━  3/3",
        "  ✓ 2 passed",
    ]


def test_verbose_lists_what_passed(make: Any) -> None:
    """By title."""
    lines = make.lines(
        ExerciseBlock(make.page(verbose=True), make.exercise(make.check("a"), make.check("b")), 3)
    )
    assert lines[1:] == ["  ✓ Title a.", "  ✓ Title b."]


def test_skipped_checks_do_not_hide_that_all_passed(make: Any) -> None:
    """Missing hardware is said; the rest is still a number."""
    skipped = make.check("gpu", Outcome.SKIPPED, message=Text.same("No GPU here."))
    lines = make.lines(
        ExerciseBlock(make.page(), make.exercise(make.check("a"), make.check("b"), skipped), 3), 60
    )
    assert lines[1] == "  ✓ 2 passed"
    assert lines[2].startswith("  · Title gpu.")
    assert lines[3] == "    No GPU here."


def test_checks_in_their_order_with_counts(make: Any) -> None:
    """Every line is one check, and there is air after an explanation."""
    failed = make.check("b", Outcome.FAILED, message=Text.same("Wrong."))
    lines = make.lines(
        ExerciseBlock(make.page(), make.exercise(make.check("a"), failed, make.check("c")), 3)
    )
    assert [line[:14].strip() for line in lines[1:]] == [
        "2 passed, 1",
        "✓ Title a.",
        "✗ Title b.",
        "Wrong.",
        "",
        "✓ Title c.",
    ]


def test_one_verdict_for_all_checks_is_one_block(make: Any) -> None:
    """A missing file is said once, not twelve times."""
    gone = Text.same("im2col.py is not in the submission.")
    checks = [make.check(str(n), Outcome.NOT_ATTEMPTED, message=gone) for n in range(12)]
    assert len(make.lines(ExerciseBlock(make.page(), make.exercise(*checks), 4))) == 3


def test_scores_are_aligned(make: Any) -> None:
    """A short score ends where a long one does."""
    block = ExerciseBlock(make.page(), make.exercise(make.check()), 7)
    assert make.lines(block)[0].endswith("━      1/1")


@pytest.mark.parametrize(("width", "cells"), [(60, 10), (80, 20), (100, 20)])
def test_the_bar_leaves_room_for_the_title(make: Any, width: int, cells: int) -> None:
    """A narrow terminal gets a shorter bar."""
    assert (
        make.lines(ExerciseBlock(make.page(), make.exercise(make.check()), 3), width)[0].count("━")
        == cells
    )


def test_help_is_said(make: Any) -> None:
    """A reference in place of a failed exercise is named, with the reason; notes follow."""
    helped = make.exercise(
        make.check(), graded_with_reference=("im2col", "pooling"), notes=(Text.same("!"),)
    )
    lines = make.lines(ExerciseBlock(make.page(), helped, 3), 120)
    assert " ".join(line.strip() for line in lines[1:3]) == (
        "· Graded with the reference solution in place of your im2col, pooling, which did not "
        "pass or took too long: one mistake costs once."
    )
    assert lines[3] == "  · !"


def test_hidden_checks_wait(make: Any) -> None:
    """Then passed checks are counted in place of points."""
    public = make.exercise(
        make.check("a", points=0.0),
        make.check("b", Outcome.FAILED),
        hidden_checks=12,
        hidden_points=20.0,
    )
    lines = make.lines(ExerciseBlock(make.page(preview=True), public, 3))
    assert lines[0].endswith("━" * 10 + "·" * 10 + "  1/2")
    assert lines[-1] == "  12 hidden checks (20 points) run after you submit."


def test_an_exercise_without_checks(make: Any) -> None:
    """It has no bar, and says why it is empty."""
    assert make.lines(ExerciseBlock(make.page(), make.exercise(), 3)) == [
        "Patches as a matrix  im2col",
        "  · There are no checks here to run.",
    ]
