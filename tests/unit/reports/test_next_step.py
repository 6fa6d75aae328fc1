"""What to do now."""

from __future__ import annotations

from typing import Any

import pytest

from grader.records import Outcome
from grader.reports.next_step import NextStep


def test_the_first_exercise_with_something_to_do(make: Any) -> None:
    """Its first check, and the command that runs it again."""
    record = make.graded(
        make.exercise(make.check(), name="shapes"),
        make.exercise(
            make.check("a"), make.check("b", Outcome.FAILED), make.check("c", Outcome.CRASHED)
        ),
        make.exercise(make.check("d", Outcome.FAILED), name="pooling"),
    )
    assert make.lines(NextStep(make.page(), record)) == [
        'Next, look at this check of im2col: "Title b."',
        "Then run  grade assignment5 im2col",
    ]


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Outcome.NOT_ATTEMPTED, "Next, write im2col."),
        (Outcome.REJECTED, "Next, hand in im2col as a file that can be read."),
        (Outcome.BLOCKED, 'Next, look at this check of im2col: "Title one."'),
    ],
)
def test_the_outcome_decides_what_to_do(make: Any, outcome: Outcome, sentence: str) -> None:
    """A stub is written, a refused file handed in again."""
    assert (
        make.lines(NextStep(make.page(), make.graded(make.exercise(make.check(outcome=outcome)))))[
            0
        ]
        == sentence
    )


def test_a_blocked_check_is_never_first(make: Any) -> None:
    """What it waits for comes first, wherever that stands."""
    record = make.graded(
        make.exercise(make.check("a", Outcome.BLOCKED), make.check("b", Outcome.FAILED))
    )
    assert "Title b." in make.lines(NextStep(make.page(), record))[0]


def test_all_passed(make: Any) -> None:
    """One sentence; skipped checks do not spoil it."""
    record = make.graded(make.exercise(make.check("a"), make.check("b", Outcome.SKIPPED)))
    assert make.lines(NextStep(make.page(), record)) == ["Every check passed. Well done."]
    assert make.lines(NextStep(make.page(preview=True), record)) == [
        "Every public check passed; you can hand it in."
    ]


def test_our_fault_is_no_task_of_the_student(make: Any) -> None:
    """Nobody is congratulated on it either."""
    record = make.graded(make.exercise(make.check("a"), make.check("b", Outcome.GRADER_FAULT)))
    assert make.lines(NextStep(make.page(), record)) == ["There is nothing left for you to fix."]


def test_what_could_not_run_is_not_called_passed(make: Any) -> None:
    """Where a package is missing, the exercise is named; what did run is still good news."""
    skipped = make.exercise(make.check("b", Outcome.SKIPPED), name="resnet")
    record = make.graded(make.exercise(make.check("a")), skipped)
    assert make.lines(NextStep(make.page(preview=True), record)) == [
        "Every public check that can run here passed. Not checked: resnet."
    ]


def test_a_bonus_comes_after_every_duty(make: Any) -> None:
    """One that was begun is the last thing to do; one that was left out is none."""
    begun = make.exercise(make.check("a", Outcome.FAILED), name="fast", bonus=True)
    duty = make.exercise(make.check("b", Outcome.FAILED))
    done = make.exercise(make.check("c"))
    left_out = make.exercise(make.check("d", Outcome.NOT_ATTEMPTED), name="fast", bonus=True)
    assert "im2col" in make.lines(NextStep(make.page(), make.graded(begun, duty)))[0]
    assert "fast" in make.lines(NextStep(make.page(), make.graded(begun, done)))[0]
    assert "Well done" in make.lines(NextStep(make.page(), make.graded(left_out, done)))[0]
    assert "write fast" in make.lines(NextStep(make.page(), make.graded(left_out)))[0]
