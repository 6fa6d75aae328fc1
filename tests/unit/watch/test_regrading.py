"""What runs, and what is kept."""

from __future__ import annotations

from typing import Any

import pytest

from grader.assignment import find
from grader.progress import Progress
from grader.records import GradedSubmission
from grader.stage import StagedSubmission, stage
from grader.text import Text
from grader.watch import regrading as module
from grader.watch.regrading import Regrading
from grader.watch.runner import Result, Run, Said


class FakeRunner:
    """Remembers runs; gives out what a test puts in."""

    def __init__(self, lane: Any, said: Any) -> None:
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


class Clock:
    """Stands still until a test lets it go on."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Runner", FakeRunner)


@pytest.fixture
def regrading(fake: None, course: Any, clock: Clock) -> Regrading:
    lane: Any = FakeLane(find("hw1", course.root))
    return Regrading(lane, Said(), clock=clock)


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


def test_the_last_result_comes_with_the_verdict(
    regrading: Regrading, staged: StagedSubmission, make: Any
) -> None:
    """In between, nothing is pending and the run has not ended: that is no news yet."""
    regrading.start(staged)
    finish(regrading, graded(make, "f", "f"))
    regrading.start(staged, {"quadruple.py"})
    verdict = graded(make, "f", "p")
    regrading._runner.out.append(verdict.exercises[1])
    assert regrading.news() is None
    assert (regrading.pending, regrading.busy) == ((), True)
    regrading._runner.out.append(verdict)
    assert regrading.news() is verdict
    assert not regrading.busy
    assert regrading.news() is None


def test_single_checks_are_shown_while_the_others_run(
    regrading: Regrading, staged: StagedSubmission, make: Any, clock: Clock
) -> None:
    """Seldom, for drawing takes time from them; what ended alone is no result of the exercise."""
    regrading.start(staged)
    finish(regrading, graded(make, "ff", "f"))
    regrading.start(staged, {"double.py"})
    regrading._runner.out.append(make.check("double::test_1", "p"))
    assert regrading.news() is None
    clock.now_s += 1.0
    partly = regrading.news()
    assert partly is not None
    assert (partly.score, partly.points) == (1.0, 3.0)
    assert [check.score for check in partly.exercises[0].checks] == [0.0, 1.0]
    assert regrading.pending == ("double", "quadruple")
    assert regrading.news() is None


def test_what_ended_belongs_to_one_version(
    regrading: Regrading, staged: StagedSubmission, make: Any, clock: Clock
) -> None:
    """A check of a version that was saved over says nothing about the next."""
    regrading.start(staged)
    finish(regrading, graded(make, "ff", "f"))
    regrading.start(staged, {"double.py"})
    regrading._runner.out.append(make.check("double::test_1", "p"))
    regrading.news()
    regrading.start(staged, {"double.py"})
    regrading._runner.out.append(make.check("double::test_0", "f"))
    clock.now_s += 1.0
    partly = regrading.news()
    assert partly is not None
    assert partly.score == 0.0


def test_how_far_a_check_has_come(
    regrading: Regrading, staged: StagedSubmission, make: Any, clock: Clock
) -> None:
    """It is known while the check runs, and forgotten when it ends."""
    regrading.start(staged)
    finish(regrading, graded(make, "f", "f"))
    regrading.start(staged, {"double.py"})
    step = Progress("double::test_0", Text.same("Learns"), 3, 8)
    regrading._runner.out.append(step)
    clock.now_s += 1.0
    assert regrading.news() is not None
    assert regrading.progress == step
    regrading._runner.out.append(make.check("double::test_0", "p"))
    regrading.news()
    assert regrading.progress is None


@pytest.mark.parametrize(
    ("saved", "order"),
    [("double", ["double", "quadruple"]), ("quadruple", ["quadruple", "double"])],
)
def test_what_was_saved_comes_first(regrading: Regrading, saved: str, order: list[str]) -> None:
    """Before all else that is still to come; what it builds on goes with it, in its place."""
    missing = tuple(reversed(regrading._wanted))
    found = regrading._saved_first(missing, {saved})
    assert [exercise.name for exercise in found] == order


def test_needs_of_what_was_asked_for(
    fake: None, staged: StagedSubmission, course: Any, make: Any
) -> None:
    """They run, because they decide what stands in for them, and are not reported."""
    lane: Any = FakeLane(find("hw1", course.root))
    regrading = Regrading(lane, Said(), ("quadruple",))
    regrading.start(staged)
    assert regrading._runner.names == ["double", "quadruple"]
    assert regrading._runner.runs[-1].reported == {"quadruple"}
