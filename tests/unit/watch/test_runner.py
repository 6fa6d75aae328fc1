"""Runs in a thread, on a real lane."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from grader.assignment import Assignment, find
from grader.errors import GraderFault
from grader.grading import Lane
from grader.limits import Limits
from grader.records import CheckResult, ExerciseResult, GradedSubmission, Outcome
from grader.stage import stage
from grader.text import Text
from grader.watch.runner import Result, Run, Runner, Said

ENDLESS = "def double(x):\n    while True:\n        pass\n"
FOR_EVER_S = 100_000.0
GUARD_S = 60.0


@pytest.fixture
def assignment(course: Any) -> Assignment:
    """One whose limits will not end anything."""
    limits = Limits(FOR_EVER_S, FOR_EVER_S, FOR_EVER_S, FOR_EVER_S)
    return replace(find("hw1", course.root), limits=limits)


@pytest.fixture
def runner(assignment: Assignment) -> Iterator[Runner]:
    said = Said()
    with Lane(assignment, listener=said.put) as lane:
        runner = Runner(lane, said)
        yield runner
        runner.close()


def run(assignment: Assignment, folder: Any, *names: str) -> Run:
    staged = stage(folder, assignment.files)
    exercises = assignment.with_needs(names)
    return Run(staged, exercises, (), frozenset(names))


def until_verdict(runner: Runner) -> list[Result]:
    found: list[Result] = []
    end = time.monotonic() + GUARD_S
    while runner.busy:
        assert time.monotonic() < end
        found += runner.results()
        time.sleep(0.01)
    return found


def test_each_exercise_and_then_the_verdict(
    runner: Runner, assignment: Assignment, course: Any
) -> None:
    """Results come as they are there, of checks too; the verdict on what was asked comes last."""
    runner.start(run(assignment, course.submission(), "quadruple"))
    *parts, verdict = until_verdict(runner)
    assert [part.name for part in parts if isinstance(part, ExerciseResult)] == [
        "double",
        "quadruple",
    ]
    assert isinstance(verdict, GradedSubmission)
    ended = [part.id for part in parts if isinstance(part, CheckResult)]
    assert ended[-1] == verdict.exercises[0].checks[-1].id
    assert [part.name for part in verdict.exercises] == ["quadruple"]
    assert verdict.all_passed


def test_a_run_that_hangs_is_left(runner: Runner, assignment: Assignment, course: Any) -> None:
    """A new version does not wait for an endless loop of the old one."""
    runner.start(run(assignment, course.submission(double=ENDLESS), "double"))
    time.sleep(0.5)
    runner.start(run(assignment, course.submission(), "double"))
    *parts, verdict = until_verdict(runner)
    assert isinstance(verdict, GradedSubmission)
    assert verdict.all_passed
    ended = [part.outcome for part in parts if isinstance(part, CheckResult)]
    assert ended == [Outcome.PASSED] * len(verdict.exercises[0].checks)


def test_closing_does_not_wait(assignment: Assignment, course: Any) -> None:
    """Whoever quits during an endless loop is let go, and nothing is left behind."""
    with Lane(assignment) as lane:
        runner = Runner(lane, Said())
        runner.start(run(assignment, course.submission(double=ENDLESS), "double"))
        time.sleep(0.5)
        runner.close()
        assert not runner._thread.is_alive()


def test_what_grading_raises_is_raised(
    monkeypatch: pytest.MonkeyPatch, runner: Runner, assignment: Assignment, course: Any
) -> None:
    """Our own fault ends the session instead of passing for a result."""

    def fail(*_: Any) -> Any:
        raise GraderFault(Text.same("no workers"))

    monkeypatch.setattr(Lane, "each", fail)
    runner.start(run(assignment, course.submission(), "double"))
    with pytest.raises(GraderFault):
        until_verdict(runner)
