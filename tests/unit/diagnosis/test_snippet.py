"""A case as a student would type it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.assignment import find
from grader.diagnosis.known import Known
from grader.diagnosis.snippet import as_argument, as_value, snippet

ROOT = Path(__file__).parents[3]
EXERCISES = ("shapes", "im2col", "convolution", "pooling", "simple_convnet")


@pytest.fixture(autouse=True)
def solutions(monkeypatch: pytest.MonkeyPatch) -> None:
    """References import one another."""
    monkeypatch.syspath_prepend(str(ROOT))


@pytest.mark.parametrize("name", EXERCISES)
def test_every_snippet_runs_and_prints_the_answer(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that holds the reference as the student's module."""
    assignment = find("assignment5", ROOT)
    exercise, known = assignment.exercise(name), Known(assignment)
    module = known.reference(exercise)
    monkeypatch.setitem(sys.modules, exercise.module, module)
    for case in known.cases(exercise):
        try:
            expected = case.run(module)
        except ValueError:
            continue
        exec(snippet(case, exercise.module), {})  # noqa: S102 - the author's own
        assert capsys.readouterr().out == f"{expected}\n"


@pytest.mark.parametrize("name", EXERCISES)
def test_a_snippet_is_short(name: str) -> None:
    """At most six lines, which fit beside the labels of a report 80 columns wide."""
    assignment = find("assignment5", ROOT)
    exercise, known = assignment.exercise(name), Known(assignment)
    for case in known.cases(exercise):
        lines = snippet(case, exercise.module).split("\n")
        assert len(lines) <= 6
        assert max(map(len, lines)) <= 66


@pytest.mark.parametrize(
    ("array", "written"),
    [
        (np.array([[1.0, 2.0]]), "np.array([[1., 2.]])"),
        (np.arange(1.0, 10).reshape(3, 3), "np.arange(1., 10).reshape(3, 3)"),
        (np.arange(1.0, 10), "np.arange(1., 10)"),
        (np.array([0.5, -3.0]), "np.array([0.5, -3.])"),
    ],
)
def test_arrays_are_written_the_shorter_way(array: np.ndarray, written: str) -> None:
    """And give the same array back."""
    assert as_argument(array) == written
    assert (eval(written, {"np": np}) == array).all()  # noqa: S307 - our own


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (np.array([[1.0, 2.5]]), "[[1, 2.5]]"),
        (np.float64(3), "3"),
        (1 / 3, "0.333333"),
        (float("nan"), "nan"),
        ((1, 2.0), "(1, 2)"),
        ((1,), "(1,)"),
        ({"items": 1}, "{'items': 1}"),
        (None, "None"),
        (True, "True"),
        (np.zeros((3, 27)), "array, shape (3, 27)"),
        (np.zeros((1, 0)), "array, shape (1, 0)"),
    ],
)
def test_values_are_written_as_python_does(value: Any, written: str) -> None:
    """Whole numbers without their point; large arrays by their shape."""
    assert as_value(value) == written


def test_a_long_value_is_cut() -> None:
    """A report has little room."""
    assert len(as_value("x" * 1000)) < 210
