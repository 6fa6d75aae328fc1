"""The gate's step about small cases."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from grader.assignment import find
from grader.grading import Lane
from grader.verify.examples import examples_are_sound
from grader.verify.subject import Subject

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="hidden checks need Linux")

CASES = '''"""Small cases of double."""

import numpy as np

from grader.diagnosis import small


@small(x=np.array([3.0]))
def doubled(student, x):
    return student.double(x)


@doubled.cell
def doubled_cell(index, x):
    return f"{x[0]:g} + {x[0]:g} = {2 * x[0]:g}"
'''


@pytest.fixture
def said(course: Any) -> Iterator[Any]:
    """What the step finds where the small cases of double are these."""

    def findings(cases: str) -> list[str]:
        course.write("solutions/hw1/small/double.py", cases)
        with Lane(find("hw1", course.root)) as lane:
            subject = Subject(lane.assignment, lane)
            return [f"{f.where} | {f.message.en}" for f in examples_are_sound(subject)]

    yield findings
    sys.modules.pop("solutions.hw1.double", None)


def test_sound_cases_pass(said: Any) -> None:
    """Each misconception shows, each number is right, the reference is wrong nowhere."""
    assert said(CASES) == []


def test_a_misconception_that_no_case_shows_is_found(said: Any) -> None:
    """1 + 1 is twice 1: such a case does not tell."""
    (found,) = said(CASES.replace("3.0", "1.0"))
    assert found.startswith("double: adds_one | No small case shows this misconception.")


def test_a_reason_stands_for_a_case(said: Any) -> None:
    """Where it is needed, and for a misconception that there is."""
    reason = '\n\nNO_COUNTEREXAMPLE = {"adds_one": "it needs larger numbers"}\n'
    assert said(CASES.replace("3.0", "1.0") + reason) == []
    assert said(CASES + reason) == [
        "double: adds_one | NO_COUNTEREXAMPLE lists it, but a small case shows it."
    ]
    assert said(CASES + reason.replace("adds_one", "adds_two")) == [
        "double: adds_two | NO_COUNTEREXAMPLE names no misconception."
    ]


def test_a_wrong_arithmetic_is_found(said: Any) -> None:
    """It must end in the reference's number."""
    assert said(CASES.replace("{2 * x[0]:g}", "7")) == [
        "double: doubled(x=[3]) | It works out 3 + 3 = 7, expected 6."
    ]


def test_a_case_that_changes_on_its_way_is_found(said: Any) -> None:
    """What cannot cross to a worker and back would call right code wrong."""
    spoilt = CASES.replace("student.double(x)", "type(student).__name__")
    found = said(spoilt)
    assert any("The reference answers 'Remote' as a submission" in line for line in found)
