"""From a staged submission and an exercise to a bench on which checks can run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from grader.assignment import Assignment, Exercise, reference
from grader.assignment.compilers import TRITON_RUNTIME
from grader.checks.bench import Bench, StandIn
from grader.checks.kernel_bench import KernelBench
from grader.checks.verdict import Verdict, not_there
from grader.cuda.source import is_triton
from grader.records import Outcome
from grader.sandbox.ladder import Sandbox
from grader.sandbox.process import Workers
from grader.stage import StagedSubmission


def runtime_of(exercise: Exercise, staged: StagedSubmission) -> tuple[str, ...]:
    """What the exercise's worker needs: a kernel's track is the student's choice."""
    if exercise.kernel and is_triton(staged.sources.get(exercise.file, "")):
        return TRITON_RUNTIME
    return exercise.runtime


def not_handed_in(exercise: Exercise, staged: StagedSubmission) -> Verdict | None:
    """The verdict that every check gets where the exercise's file is absent or refused."""
    for refused in staged.refused:
        if refused.name == exercise.file:
            return Verdict(Outcome.REJECTED, refused.reason)
    return None if exercise.file in staged.sources else not_there(exercise.file)


def prepare(
    assignment: Assignment,
    exercise: Exercise,
    staged: StagedSubmission,
    workers: Sandbox,
    replaced: Collection[str] = (),
) -> Bench:
    """The bench of an exercise that was handed in.

    `replaced` names exercises whose reference takes the place of the student's module.
    """
    sources = {**_given(assignment), **staged.sources}
    kind = KernelBench if exercise.kernel else Bench
    return kind(
        workers,
        exercise.module,
        _by_module(sources),
        assignment.limits_of(exercise),
        forbidden=exercise.forbidden_imports,
        stand_in=_stand_in(assignment, replaced, workers, exercise) if replaced else None,
        references=partial(_references, assignment),
    )


def _stand_in(
    assignment: Assignment, replaced: Collection[str], workers: Workers, exercise: Exercise
) -> StandIn:
    references = reference.submission_of(assignment)
    files = {name: assignment.exercise(name).file for name in replaced}
    names = {
        assignment.exercise(name).module: reference.interfaces(references[file])
        for name, file in files.items()
    }
    return StandIn(workers, _references(assignment), names, assignment.limits_of(exercise))


def _references(assignment: Assignment) -> dict[str, str]:
    return _by_module({**_given(assignment), **reference.submission_of(assignment)})


def _given(assignment: Assignment) -> dict[str, str]:
    return {
        file: (assignment.folder / file).read_text(encoding="utf-8") for file in assignment.given
    }


def _by_module(sources: Mapping[str, str]) -> dict[str, str]:
    return {
        file.removesuffix(".py"): text for file, text in sources.items() if file.endswith(".py")
    }
