"""What runs, and what is kept."""

from __future__ import annotations

from typing import Any

import pytest

from grader.assignment import find
from grader.records import GradedSubmission
from grader.stage import StagedSubmission, stage
from grader.watch import regrading as module
from grader.watch.regrading import Regrading
from grader.watch.runner import Result, Run


class FakeRunner:
    """Remembers runs; gives out what a test puts in."""

    def __init__(self, lane: Any) -> None:
        self.runs: list[Run] = []
        self.out: list[Result] = []
        self.busy = False

    def start(self, run: Run) -> None:
        self.runs.append(run)
        self.busy = True

    def results(self) -> list[Result]:
        found, self.out = self.out, []
        self.busy = self.busy and not any(isinstance(each, GradedSubmission) for each in found)
        return found

    def close(self) -> None:
        pass

    @property
    def names(self) -> list[str]:
        """What the last run is to grade."""
        return [exercise.name for exercise in self.runs[-1].exercises]


class FakeLane:
    def __init__(self, assignment: Any) -> None:
        self.assignment = assignment


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Runner", FakeRunner)


@pytest.fixture
def regrading(fake: None, course: Any) -> Regrading:
    return Regrading(FakeLane(find("hw1", course.root)))  # type: ignore[arg-type]


@pytest.fixture
def staged(course: Any) -> StagedSubmission:
    return stage(course.submission(), find("hw1", course.root).files)


def graded(make: Any, double: str, quadruple: str) -> GradedSubmission:
    exercises = (make.exercise("double", double), make.exercise("quadruple", quadruple))
    whole: GradedSubmission = make.graded()
    return GradedSubmission(
        whole.assignment,
        whole.confinement,
        whole.submission,
        sum(each.score for each in exercises),
        sum(each.points for each in exercises),
        exercises,
    )


def finish(regrading: Regrading, verdict: GradedSubmission) -> GradedSubmission | None:
    regrading._runner.out += [*verdict.exercises, verdict]
    return regrading.news()


def test_everything_first(regrading: Regrading, staged: StagedSubmission, make: Any) -> None:
    """The first time all exercises run; then nothing is pending, and nothing is news."""
    assert regrading.start(staged)
    assert regrading._runner.names == ["double", "quadruple"]
    assert regrading.pending == ("double", "quadruple")
    assert regrading.news() is None
    verdict = graded(make, "p", "f")
    assert finish(regrading, verdict) is verdict
    assert regrading.pending == ()
    assert regrading.news() is None


def test_only_what_the_change_affects(
    regrading: Regrading, staged: StagedSubmission, make: Any
) -> None:
    """The others' results go into the run, so that what they say of needs is known."""
    regrading.start(staged)
    finish(regrading, graded(make, "p", "f"))
    assert regrading.start(staged, {"quadruple.py"})
    assert regrading._runner.names == ["quadruple"]
    assert [each.name for each in regrading._runner.runs[-1].earlier] == ["double"]


def test_nothing_affected_nothing_run(
    regrading: Regrading, staged: StagedSubmission, make: Any
) -> None:
    """A file that no exercise knows starts nothing."""
    regrading.start(staged)
    finish(regrading, graded(make, "p", "p"))
    assert not regrading.start(staged, {"notes.txt"})
    assert regrading.pending == ()


def test_what_a_stopped_run_left_out_runs_later(
    regrading: Regrading, staged: StagedSubmission, make: Any
) -> None:
    """A second save during a run does not make the first one's exercises forgotten."""
    regrading.start(staged)
    finish(regrading, graded(make, "p", "p"))
    regrading.start(staged, {"double.py"})
    regrading.start(staged, {"quadruple.py"})
    assert regrading._runner.names == ["double", "quadruple"]


def test_results_are_shown_as_they_come(
    regrading: Regrading, staged: StagedSubmission, make: Any
) -> None:
    """What is there is new, what is to come is old, and the sums are those of what is shown."""
    regrading.start(staged)
    finish(regrading, graded(make, "f", "f"))
    regrading.start(staged, {"double.py"})
    regrading._runner.out.append(make.exercise("double", "pp"))
    partly = regrading.news()
    assert partly is not None
    assert (partly.score, partly.points) == (2.0, 3.0)
    assert regrading.pending == ("quadruple",)


def test_needs_of_what_was_asked_for(
    fake: None, staged: StagedSubmission, course: Any, make: Any
) -> None:
    """They run, because they decide what stands in for them, and are not reported."""
    regrading = Regrading(FakeLane(find("hw1", course.root)), ("quadruple",))  # type: ignore[arg-type]
    regrading.start(staged)
    assert regrading._runner.names == ["double", "quadruple"]
    assert regrading._runner.runs[-1].reported == {"quadruple"}
