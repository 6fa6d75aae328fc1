"""Records with everything that a page can show."""

from __future__ import annotations

from typing import Any

import pytest

from grader.records import (
    Counterexample,
    Diagnosis,
    Difference,
    GradedSubmission,
    Location,
    Outcome,
    RefusedFile,
    Said,
    SubmissionInfo,
)
from grader.text import Text

BORDER = ("xxxxx", "x...x", "xxxxx")


@pytest.fixture
def counterexample() -> Counterexample:
    """A convolution with stride 2 that moved by 1 in the end."""
    return Counterexample(
        code="from convolution import Convolution\nprint(Convolution(W, b, 2, 1).forward(x))",
        inputs=(
            ("x", "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]"),
            ("W", "[[1, 0], [0, 1]]"),
            ("stride", "2"),
            ("pad", "1"),
        ),
        got="[[1, 3], [7, 12]]",
        expected="[[1, 3], [7, 14]]",
        arithmetic=Text.same("out[1, 1] = 5·1 + 9·1 = 14"),
    )


@pytest.fixture
def full(make: Any, mixed: GradedSubmission, counterexample: Counterexample) -> GradedSubmission:
    """Every outcome, a map, a small case, a syntax error, files that were refused."""
    wrong = make.check(
        "border",
        Outcome.FAILED,
        public=True,
        message=Text.same("12 of 15 values are wrong."),
        hint=Text.same("Look at `pad` first."),
        difference=Difference(
            (1, 3, 5),
            (1, 3, 5),
            ("n", "h", "w"),
            (0, 0, 0),
            12,
            15,
            2.0,
            Text.same("Border."),
            BORDER,
        ),
        diagnosis=Diagnosis("forgets_padding", Text(en="No padding.", ko="패딩이 없어요.")),
        counterexample=counterexample,
        output="one\ntwo\n",
    )
    unreadable = make.check(
        "syntax",
        Outcome.CRASHED,
        message=Text.same("Python cannot read this file."),
        said=Said("'(' was never closed", loading=True),
        location=Location("pooling.py", 7, "out = np.zeros((N, C)", 15),
    )
    refused = RefusedFile("im2col .py", Text(en="It is UTF-16.", ko="UTF-16이에요."))
    return make.graded(
        *mixed.exercises,
        make.exercise(wrong, unreadable, make.check("ok"), name="last"),
        submission=SubmissionInfo(
            "2023123456", "ab" * 32, ignored=("notes.txt",), refused=(refused,)
        ),
        needs_person=20.0,
    )


HOSTILE = (
    "</style></title></textarea><script>document.title='owned'</script>"
    '<img src="http://evil.invalid/beacon" onerror="document.title=1"><svg onload=alert(1)>'
    "<a href=javascript:alert(1)>`'\"><iframe src=//evil.invalid></iframe>"
    "{{ 7 * 7 }}{% raw %}\x1b[2J\x00\u202e\u200b\ud800&lt;&#60;@import 'http://evil.invalid'"
)


@pytest.fixture
def hostile(make: Any) -> GradedSubmission:
    """Hostile text wherever the record has room for text."""
    text, shown = HOSTILE, Text.same(HOSTILE)
    example = Counterexample(text, ((text, text), ("x", text)), text, text, shown)
    check = make.check(
        "all",
        Outcome.CRASHED,
        id=text,
        title=shown,
        public=True,
        message=shown,
        hint=shown,
        said=Said(text),
        difference=Difference((2,), (3,), (text,), pattern=shown, map=(text,)),
        location=Location(text, 1, text, 5),
        output=text * 100,
        diagnosis=Diagnosis(text, shown),
        counterexample=example,
        flag=text,
    )
    exercise = make.exercise(
        check, name=text, title=shown, notes=(shown,), graded_with_reference=(text,)
    )
    info = SubmissionInfo(text, text, (text,), (text,), (RefusedFile(text, shown),), (shown,))
    return make.graded(exercise, assignment=text, submission=info)
