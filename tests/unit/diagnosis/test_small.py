"""Small cases as their author writes them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from grader.assignment import Assignment, find
from grader.diagnosis.small import small, small_cases

ROOT = Path(__file__).parents[3]
EXERCISES = ("shapes", "im2col", "convolution", "pooling", "simple_convnet")


@pytest.fixture(scope="module")
def assignment() -> Assignment:
    """The course's own, with its solutions."""
    return find("assignment5", ROOT)


def test_cases_stand_in_the_order_of_their_decorators() -> None:
    """Each decorator is one case of the function below it."""

    @small(x=1)
    @small(x=2)
    def twice(student: Any, x: int) -> Any:
        return student.double(x)

    assert twice.inputs == [{"x": 1}, {"x": 2}]
    assert twice.function(SimpleNamespace(double=lambda x: 2 * x), 4) == 8


@pytest.mark.parametrize("name", EXERCISES)
def test_the_smallest_case_comes_first(assignment: Assignment, name: str) -> None:
    """By the count of the numbers in its inputs."""
    small = small_cases(assignment, assignment.exercise(name))
    assert small is not None
    counts = [case.numbers for case in small.cases]
    assert counts == sorted(counts)
    assert max(counts) <= 10


def test_an_exercise_may_have_no_cases(assignment: Assignment) -> None:
    """Then it has no counterexamples either."""
    assert small_cases(assignment, assignment.exercise("answers")) is None


def test_a_case_knows_what_it_calls(assignment: Assignment) -> None:
    """Of the student's module, not of numpy."""
    small = small_cases(assignment, assignment.exercise("convolution"))
    assert small is not None
    names = {case.function.name: case.names for case in small.cases}
    assert names["output"] == {"Convolution", "forward"}
    assert names["filter_gradient"] == {"Convolution", "forward", "backward", "dW"}


def test_an_implementation_cannot_change_a_case(assignment: Assignment) -> None:
    """Arrays are handed out as copies."""
    small = small_cases(assignment, assignment.exercise("im2col"))
    assert small is not None
    case = next(case for case in small.cases if case.function.name == "patches")
    before = case.arguments["x"].copy()

    def spoil(x: np.ndarray, *_: int) -> None:
        x[:] = 0

    case.run(SimpleNamespace(im2col=spoil))
    assert (case.arguments["x"] == before).all()
