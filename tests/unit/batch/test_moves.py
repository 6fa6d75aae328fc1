"""Who would move, as a person reads it."""

from __future__ import annotations

import io

from grader.batch.moves import print_moves
from grader.batch.regrade import Draft
from grader.reports import make_console
from tests.verdicts import fault, graded, record


def test_each_move_says_how_much_and_why() -> None:
    """Student, score before and after, the exercise, its reason and the checks that turned."""
    draft = Draft()
    before = graded("s1", record=record("s1", 2.0), exercises={"double": "a"})
    draft.record(graded("s1", record=record("s1", 3.0), exercises={"double": "b"}), before)
    draft.record(graded("s2", record=record("s2", 3.0), exercises={"double": "b"}))
    draft.record(before, before)
    draft.record(graded("s3", lateness_factor=0.5), graded("s3"))
    draft.record(fault("s4"), graded("s4"))
    file = io.StringIO()
    print_moves(draft, "en", make_console(file))
    text = " ".join(file.getvalue().split())
    assert "s1 2 -> 3 (+1)" in text
    assert (
        "double 2 -> 3: its checks, or what they rest on, have changed; pass now: test_values"
        in text
    )
    assert "s2 3, new" in text
    assert "s3 2 -> 1 (-1) by other receipts or extensions, 50% of the score count, 100%" in text
    assert "s4 The worker's machine was lost." in text
    assert "4 graded again: 2 up, 1 down, 1 with the same score." in text
