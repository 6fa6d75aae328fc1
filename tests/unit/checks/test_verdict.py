"""From what ended a check to what the student reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest

from grader.checks.compare import CheckFailed, wrong_kind
from grader.checks.expect import expect_equal, expect_shape
from grader.checks.proxy import Remote
from grader.checks.verdict import Verdict, judge
from grader.errors import (
    ConfinementError,
    GraderFault,
    LimitExceeded,
    ProtocolViolation,
    StudentRaised,
    WorkerDied,
    WorkerError,
)
from grader.records import Location, Outcome
from grader.sandbox.wire import Handle
from grader.text import Text, say

FILES = {"im2col.py": "first = 1\n    raise ValueError(x)\n"}
CANARY = "0.4967-1.3086"  # what a hidden check's input could look like


def verdict_on(error: BaseException) -> Verdict:
    return judge(error, FILES, Path("checks"))


def caught(action: Callable[[], object]) -> CheckFailed:
    with pytest.raises(CheckFailed) as info:
        action()
    return info.value


STUDENTS_WORDS = [
    StudentRaised("ValueError", CANARY, frames=(("im2col.py", 2),)),
    StudentRaised(f"Leak{CANARY}", CANARY),
    StudentRaised(f"Leak{CANARY}", "", frames=((CANARY, 1),)),
    StudentRaised("ForbiddenImport", CANARY),
    StudentRaised("ModuleNotFoundError", f"No module named {CANARY!r}"),
    StudentRaised("SyntaxError", CANARY, frames=(("im2col.py", 1),), column=4),
    StudentRaised("WireError", CANARY),
    StudentRaised("AttributeError", CANARY, asked="forward"),
    StudentRaised("AttributeError", CANARY),
    StudentRaised("NotImplementedError", CANARY),
    ProtocolViolation(CANARY),
    CheckFailed(say("The answer is not what this check expects."), said=CANARY),
    wrong_kind(Remote(None, Handle(1, f"Leak{CANARY}")), "float", None),  # type: ignore[arg-type]
    caught(lambda: expect_equal(CANARY, 4, call="size(7)")),
    caught(lambda: expect_equal([CANARY], [4], call="size(7)")),
    caught(lambda: expect_equal(int("4967" * 20), 4, call="size(7)")),
    caught(lambda: expect_equal(CANARY, "text")),
    caught(lambda: expect_shape(np.empty((49671308, 0)), (2, 2))),
]


@pytest.mark.parametrize("error", STUDENTS_WORDS, ids=repr)
def test_no_sentence_of_ours_holds_the_students_words(error: Exception) -> None:
    """Whatever student code puts into words stands apart from the message, in both languages."""
    verdict = verdict_on(error)
    assert verdict.message is not None
    for sentence in (verdict.message.en, verdict.message.ko):
        assert "4967" not in sentence
    assert verdict.location is None or "4967" not in repr(verdict.location)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (StudentRaised("ValueError", "bad shape"), "bad shape"),
        (StudentRaised("Odd", "bad shape"), "Odd: bad shape"),
        (StudentRaised("SyntaxError", "'(' was never closed"), "'(' was never closed"),
        (StudentRaised("NotImplementedError", "Convolution.forward"), ""),
        (CheckFailed(Text.same("No."), said="Duck"), "Duck"),
        (WorkerDied(Text.same("signal 11")), ""),
    ],
)
def test_what_the_code_said_is_kept_for_whoever_may_see_it(error: Exception, said: str) -> None:
    """Nothing is lost: a teaching assistant and a public check show it."""
    assert verdict_on(error).said == said


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (StudentRaised("ValueError", "x"), "Your code raised ValueError."),
        (
            StudentRaised("AttributeError", "no", asked="dW"),
            "dW is missing. Keep the names that the assignment gives.",
        ),
        (
            StudentRaised("AttributeError", "no", asked="dW", frames=(("im2col.py", 1),)),
            "Your code raised AttributeError.",
        ),
        (
            StudentRaised("SyntaxError", "Missing parentheses in call to 'print'"),
            "This is Python 2; write print(...) with parentheses.",
        ),
        (
            StudentRaised("SyntaxError", "x", frames=(("im2col.py", 1),), column=0),
            "Python cannot read this file.",
        ),
        (
            StudentRaised("SyntaxError", "x", frames=(("im2col.py", 1),)),
            "Your code raised SyntaxError.",
        ),
    ],
)
def test_the_sentence_names_what_is_certain(error: Exception, sentence: str) -> None:
    """The name of a class that everybody knows, and the name that the check asked for."""
    verdict = verdict_on(error)
    assert verdict.message is not None
    assert verdict.message.en == sentence


def test_an_error_of_our_own_is_our_fault() -> None:
    """Its class is told, its text is evidence for a person."""
    verdict = verdict_on(RuntimeError(CANARY))
    assert verdict.outcome is Outcome.GRADER_FAULT
    assert verdict.message is not None
    assert CANARY not in verdict.message.en
    assert verdict.flag is not None
    assert verdict.flag.split("\n")[0] == f"RuntimeError: {CANARY}"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (CheckFailed(Text.same("No.")), Outcome.FAILED),
        (StudentRaised("ValueError", "x"), Outcome.CRASHED),
        (StudentRaised("SystemExit", "0"), Outcome.CRASHED),
        (StudentRaised("Skipped", "no GPU"), Outcome.CRASHED),
        (StudentRaised("CheckFailed", "x"), Outcome.CRASHED),
        (StudentRaised("NotImplementedError", ""), Outcome.NOT_ATTEMPTED),
        (StudentRaised("ModuleNotFoundError", "No module named 'cupy'"), Outcome.CRASHED),
        (StudentRaised("ForbiddenImport", "scipy"), Outcome.CRASHED),
        (LimitExceeded("cpu", Text.same("x")), Outcome.OVER_LIMIT),
        (LimitExceeded("memory", Text.same("x")), Outcome.OVER_LIMIT),
        (WorkerDied(Text.same("signal 11")), Outcome.CRASHED),
        (ProtocolViolation("x"), Outcome.CRASHED),
        (WorkerError(Text.same("too large")), Outcome.CRASHED),
        (GraderFault(Text.same("x")), Outcome.GRADER_FAULT),
        (ConfinementError(Text.same("x")), Outcome.GRADER_FAULT),
        (AssertionError("of our own"), Outcome.GRADER_FAULT),
        (KeyError("x"), Outcome.GRADER_FAULT),
        (KeyboardInterrupt(), Outcome.GRADER_FAULT),
        (SystemExit(0), Outcome.GRADER_FAULT),
    ],
    ids=repr,
)
def test_every_error_has_its_outcome(error: BaseException, outcome: Outcome) -> None:
    """What the student's code did is charged to it, and nothing else is."""
    verdict = verdict_on(error)
    assert verdict.outcome is outcome
    assert verdict.message is not None
    assert verdict.message.complete


def test_a_violation_is_evidence_for_a_person() -> None:
    """No other end of a student's code is flagged."""
    assert verdict_on(ProtocolViolation("12 bytes")).flag == "protocol: 12 bytes"
    assert verdict_on(StudentRaised("ValueError", "x")).flag is None


SOURCE = "import numpy\n\tx = (1,\n\n\x0cy = 1 / 0\n"


@pytest.mark.parametrize(
    ("frames", "column", "place"),
    [
        ((("a.py", 1),), None, (1, "import numpy", None)),
        ((("a.py", 1), ("a.py", 4)), None, (4, "y = 1 / 0", None)),
        ((("a.py", 1), ("numpy/core.py", 7)), None, (1, "import numpy", None)),
        ((("a.py", 2),), 6, (2, "x = (1,", 5)),
        ((("a.py", 2),), 1, (2, "x = (1,", None)),
        ((("a.py", 2),), 0, (2, "x = (1,", None)),
        ((("a.py", 2),), -5, (2, "x = (1,", None)),
        ((("a.py", 2),), 2**900, (2, "x = (1,", None)),
        ((("a.py", 2),), 10, (2, "x = (1,", None)),
        ((("a.py", 0),), None, None),
        ((("a.py", -1),), None, None),
        ((("a.py", 99),), None, None),
        ((("a.py", 2**900),), None, None),
        ((("/etc/passwd", 1),), None, None),
        ((), None, None),
    ],
)
def test_a_place_is_a_line_that_the_student_wrote(
    frames: tuple[tuple[str, int], ...],
    column: int | None,
    place: tuple[int, str, int | None] | None,
) -> None:
    """The innermost one that is there; the worker may claim any line and column."""
    error = StudentRaised("SyntaxError", "x", frames=frames, column=column)
    location = judge(error, {"a.py": SOURCE}, Path("checks")).location
    found = location and (location.line, location.source, location.column)
    assert found == place
    if location is not None:
        assert msgspec.json.decode(msgspec.json.encode(location), type=Location) == location
