"""From a staged submission and an exercise to a bench on which checks can run."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from grader.assignment import Assignment, Exercise, reference
from grader.checks.bench import Bench, StandIn, Workers
from grader.checks.verdict import Verdict, not_there
from grader.records import Outcome
from grader.stage import StagedSubmission


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
    workers: Workers,
    replaced: Collection[str] = (),
) -> Bench:
    """The bench of an exercise that was handed in.

    `replaced` names exercises whose reference takes the place of the student's module.
    """
    sources = {**_given(assignment), **staged.sources}
    return Bench(
        workers,
        exercise.module,
        _by_module(sources),
        assignment.limits_of(exercise),
        forbidden=exercise.forbidden_imports,
        stand_in=_stand_in(assignment, replaced, workers, exercise) if replaced else None,
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
    sources = _by_module({**_given(assignment), **references})
    return StandIn(workers, sources, names, assignment.limits_of(exercise))


def _given(assignment: Assignment) -> dict[str, str]:
    return {
        file: (assignment.folder / file).read_text(encoding="utf-8") for file in assignment.given
    }


def _by_module(sources: Mapping[str, str]) -> dict[str, str]:
    return {
        file.removesuffix(".py"): text for file, text in sources.items() if file.endswith(".py")
    }
