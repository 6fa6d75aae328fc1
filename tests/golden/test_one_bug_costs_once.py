"""A mistake in one layer costs nothing in what is built on it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from grader.assignment import find
from grader.grading import Lane
from grader.verify.subject import Subject
from tests.golden import cases

pytestmark = [
    pytest.mark.linux,
    pytest.mark.skipif(sys.platform != "linux", reason="students' code runs confined here"),
]
MISCONCEPTIONS = cases.ROOT / "solutions/assignment5/misconceptions"
LAYERS = ("im2col", "convolution", "pooling", "simple_convnet")
WRONG = [
    (exercise, path.stem)
    for exercise in ("im2col", "convolution", "pooling")
    for path in sorted((MISCONCEPTIONS / exercise).glob("*.py"))
]


@pytest.fixture(scope="module")
def subject(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Subject]:
    secret = tmp_path_factory.mktemp("secret") / "secret"
    secret.write_bytes(cases.SECRET)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADE_SECRET_FILE", str(secret))
        assignment = find("assignment5", cases.ROOT)
        with Lane(assignment) as lane:
            yield Subject(assignment, lane)


@pytest.mark.parametrize(("exercise", "name"), WRONG)
def test_a_mistake_costs_nothing_elsewhere(subject: Subject, exercise: str, name: str) -> None:
    """Every other layer and the network have full points, and the record says thanks to whom."""
    found = next(m for m in subject.misconceptions if (m.exercise.name, m.name) == (exercise, name))
    graded = subject.lane.run(subject.wrong(found), LAYERS)
    for result in graded.exercises:
        if result.name == exercise:
            continue
        missed = [check.id for check in result.checks if check.score < check.points]
        assert not missed, result.name
        builds_on = subject.assignment.builds_on(subject.assignment.exercise(result.name))
        thanks_to = (exercise,) if exercise in builds_on else ()
        assert result.graded_with_reference == thanks_to
