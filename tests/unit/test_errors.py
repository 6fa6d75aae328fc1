"""The tree of errors, as its docstring draws it."""

from __future__ import annotations

import re

import pytest

from grader import errors
from grader.errors import GradeError, LimitExceeded, ProtocolViolation, StudentRaised, WorkerDied
from grader.text import Text


def test_the_tree_is_the_one_that_is_drawn() -> None:
    """Every class of the module stands in the drawing, below the class it derives from."""
    drawn: dict[str, str] = {}
    above = {0: "Exception"}
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"^    ([ │├└─]*)(\w+)  ", line):
            depth = len(found[1]) // 4
            drawn[found[2]] = above[depth]
            above[depth + 1] = found[2]
    classes = {
        name: kind.__bases__[0].__name__
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, GradeError)
    }
    assert drawn == classes


@pytest.mark.parametrize(
    "kind",
    [
        errors.UsageError,
        errors.AssignmentError,
        errors.SubmissionError,
        errors.ConfinementError,
        errors.GraderFault,
        errors.WorkerError,
    ],
)
def test_an_error_carries_its_sentence_in_both_languages(kind: type[GradeError]) -> None:
    """Logs show the English one."""
    error = kind(Text(en="No file.", ko="파일이 없어요."))
    assert (str(error), error.message.ko) == ("No file.", "파일이 없어요.")


def test_what_a_student_raised_keeps_its_parts() -> None:
    """A text that is empty leaves the name alone."""
    error = StudentRaised("ValueError", "got 3", bases=("ValueError",), frames=(("a.py", 1),))
    assert str(error) == "ValueError: got 3"
    assert (error.kind, error.text, error.frames, error.column) == (
        "ValueError",
        "got 3",
        (("a.py", 1),),
        None,
    )
    assert str(StudentRaised("KeyError", "")) == "KeyError"


def test_the_other_ends_of_a_worker_say_what_happened() -> None:
    """In Korean too."""
    died = WorkerDied(Text(en="signal 9", ko="시그널 9"))
    assert "signal 9" in died.message.en
    assert "시그널 9" in died.message.ko
    assert LimitExceeded("cpu", Text.same("x")).limit == "cpu"
    violation = ProtocolViolation("12 bytes too many")
    assert violation.evidence == "12 bytes too many"
    assert violation.message.ko != violation.message.en
