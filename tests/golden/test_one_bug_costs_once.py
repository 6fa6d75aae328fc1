"""A mistake in one layer costs nothing in what is built on it."""

from __future__ import annotations

import sys

import pytest

from grader.assignment import find
from grader.grading import Lane
from grader.records import ExerciseResult
from grader.verify.subject import Misconception, Subject
from tests.golden import cases

pytestmark = [
    pytest.mark.linux,
    pytest.mark.skipif(sys.platform != "linux", reason="workers need confinement here"),
]
LAYERS = ("im2col", "convolution", "pooling", "simple_convnet")
NAMES = sorted(
    (folder, path.stem)
    for folder in ("im2col", "convolution", "pooling")
    for path in (cases.ROOT / "solutions/assignment5/misconceptions" / folder).glob("*.py")
)


@pytest.fixture(scope="module")
def subject(lane: Lane) -> Subject:
    return Subject(lane.assignment, lane)
