"""From what ended a check to what the student reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from grader.checks.compare import CheckFailed, wrong_kind
from grader.checks.expect import expect_equal, expect_shape
from grader.checks.proxy import Remote
from grader.checks.verdict import Verdict, judge
from grader.errors import ProtocolViolation, StudentRaised, WorkerDied
from grader.records import Outcome
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
    assert verdict.flag == f"RuntimeError: {CANARY}"
