"""What to do now."""

from __future__ import annotations

from typing import Any

import pytest

from grader.records import Location, Outcome, Said, SubmissionInfo
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


def test_the_stub_that_was_met_is_written_first(make: Any) -> None:
    """It may be that of an exercise which this one builds on."""
    met = Location("im2col.py", 26, "raise NotImplementedError")
    check = make.check("a", Outcome.NOT_ATTEMPTED, location=met)
    record = make.graded(make.exercise(check, name="pooling"))
    assert make.lines(NextStep(make.page(), record)) == [
        "Next, write im2col.",
        "Then run  grade assignment5 pooling",
    ]


@pytest.mark.parametrize("text", ["invalid syntax", ""])
def test_a_file_that_cannot_be_loaded_is_mended_first(make: Any, text: str) -> None:
    """No check has begun, so none is named."""
    place = Location("im2col.py", 7, "def f(:")
    said = Said(text, loading=True)
    check = make.check("a", Outcome.CRASHED, location=place, said=said)
    assert make.lines(NextStep(make.page(), make.graded(make.exercise(check))))[0] == (
        "Next, mend im2col.py at line 7; it cannot be loaded."
    )


@pytest.mark.parametrize(
    "name", ["im2col (1).py", "im2col(12).py", "im2col - Copy.py", "im2col - 복사본.py"]
)
def test_a_copy_by_name_is_renamed(make: Any, name: str) -> None:
    """Browsers and file managers number what is downloaded twice."""
    check = make.check("a", Outcome.NOT_ATTEMPTED)
    handed_in = SubmissionInfo("2023123456", "", ("pooling.py",), (name,))
    record = make.graded(make.exercise(check), submission=handed_in)
    assert make.lines(NextStep(make.page(), record))[0] == (f"Next, rename {name} to im2col.py.")
    both = SubmissionInfo("2023123456", "", ("im2col.py",), (name,))
    record = make.graded(make.exercise(check), submission=both)
    assert make.lines(NextStep(make.page(), record))[0] == "Next, write im2col."


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
