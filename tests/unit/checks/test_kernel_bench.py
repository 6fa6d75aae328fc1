"""An exercise that is a kernel, from the file that was handed in to what its checks get."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from grader.assignment import Assignment, find
from grader.checks.kernel_bench import KernelBench
from grader.checks.prepare import runtime_of
from grader.cuda import build
from grader.errors import GraderFault, StudentRaised
from grader.grading import Lane
from grader.limits import Limits
from grader.records import Outcome
from grader.verify.stubs import stub_for
from grader.verify.subject import Subject, staged
from tests.unit.cuda.conftest import needs_compiler, simple, small_inputs


@pytest.fixture(scope="module")
def assignment() -> Assignment:
    return find("assignment5", Path(__file__).parents[3])


@pytest.fixture(scope="module")
def lane(assignment) -> Iterator[Lane]:
    with Lane(assignment) as lane:
        yield lane


def outcomes(lane: Lane, assignment: Assignment, files: dict[str, str]) -> set[Outcome]:
    result = lane.grade_exercise(assignment.exercise("cuda_conv"), staged(files))
    return {check.outcome for check in result.checks}


@needs_compiler
def test_the_reference_passes_what_this_machine_can_decide(lane, assignment):
    """Without a GPU the clock decides nothing, and takes nothing."""
    source = Subject(assignment, lane).references["cuda_conv.py"]
    result = lane.grade_exercise(assignment.exercise("cuda_conv"), staged({"cuda_conv.py": source}))
    assert {check.outcome for check in result.checks} <= {Outcome.PASSED, Outcome.SKIPPED}
    assert result.score == result.points


def test_nothing_is_lost_without_the_file_or_with_the_stub(lane, assignment):
    """It is a bonus: its points are no part of the assignment's."""
    exercise = assignment.exercise("cuda_conv")
    stub = stub_for(assignment, exercise)
    for files in ({}, {"cuda_conv.py": stub}):
        found = outcomes(lane, assignment, files)
        assert found <= {Outcome.NOT_ATTEMPTED, Outcome.BLOCKED}
    submission = staged({"cuda_conv.py": stub})
    results = [lane.grade_exercise(exercise, submission)]
    assert lane.record(submission, results).points == 0


def test_without_a_compiler_every_check_is_skipped(lane, assignment, monkeypatch):
    """A machine without g++ takes no points from anybody."""
    monkeypatch.setattr(build, "_compiler_works", lambda _: False)
    source = Subject(assignment, lane).references["cuda_conv.py"]
    assert outcomes(lane, assignment, {"cuda_conv.py": source}) == {Outcome.SKIPPED}


def test_without_triton_every_check_is_skipped(lane, assignment, monkeypatch):
    """Though it is graded for points: the track is the student's choice."""
    monkeypatch.setattr("grader.grading.missing", lambda names: ("triton",) * ("triton" in names))
    found = outcomes(lane, assignment, {"cuda_conv.py": "import triton\n"})
    assert found == {Outcome.SKIPPED}


def test_the_track_decides_what_is_loaded(assignment):
    """Nobody waits for torch who writes CUDA C++."""
    exercise = assignment.exercise("cuda_conv")
    assert runtime_of(exercise, staged({})) == ("numpy",)
    triton = staged({"cuda_conv.py": "from triton import jit"})
    assert runtime_of(exercise, triton) == ("numpy", "torch", "triton")
    assert runtime_of(assignment.exercise("shapes"), triton) == ("numpy",)


@needs_compiler
def test_a_worker_that_dies_in_launch_is_replaced(workers):
    """The kernel asks the worker of the moment."""
    source = f"""
import os
def source():
    return {simple("if (i < out_w) y[i] = x[i];")!r}
def launch(N, FN, out_h, out_w):
    if out_w > 8:
        os._exit(1)
    return 1, 8
"""
    limits = Limits(cpu_per_call_s=10.0, cpu_per_exercise_s=60.0)
    bench = KernelBench(workers, "answer", {"answer": source}, limits)
    kernel = bench.kernel(1)
    with pytest.raises(Exception, match="ended before it answered"):
        kernel(*small_inputs(9))
    x, w, b = small_inputs(8)
    assert np.array_equal(bench.kernel(2)(x, w, b), x)
    bench.close()
    with pytest.raises(GraderFault, match="stopped"):
        bench.kernel(3)


def test_a_source_that_raises_is_told_as_any_code(workers):
    """Before anything is compiled."""
    bench = KernelBench(workers, "answer", {"answer": "def source():\n    return 1 / 0"}, Limits())
    with pytest.raises(StudentRaised, match="ZeroDivisionError"):
        bench.kernel(1)
    bench.close()
