"""Is this the machine that the batch takes it for? Asked before anything is graded on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.assignment import Assignment
from grader.assignment.fingerprint import environment, exercise_fingerprints
from grader.batch.messages import Setting
from grader.errors import ClusterError
from grader.extras import missing
from grader.records import Confinement
from grader.text import Text, say


def setting_of(
    assignment: Assignment, names: Iterable[str], minimum: Confinement | None
) -> Setting:
    """What every worker must be of a batch that is started here; `names` of the exercises."""
    prints = exercise_fingerprints(assignment)
    return Setting(
        assignment=assignment.name,
        exercises={name: prints[name] for name in names},
        environment=environment(assignment),
        minimum=minimum or assignment.minimum_confinement,
    )


def require_fit(setting: Setting, assignment: Assignment) -> None:
    """`ClusterError` with a line for everything that differs here."""
    if found := list(_differences(setting, assignment)):
        raise ClusterError(
            Text(en="\n".join(each.en for each in found), ko="\n".join(each.ko for each in found))
        )


def _differences(setting: Setting, assignment: Assignment) -> Iterator[Text]:
    if assignment.solutions is None:
        folder = assignment.root / "solutions" / assignment.name
        yield say("The hidden checks are not there: {folder}.", folder=folder)
        return
    here = environment(assignment)
    for name in sorted({*here, *setting.environment}):
        got, expected = here.get(name, "-"), setting.environment.get(name, "-")
        if got != expected:
            yield say(
                "{name} is {got}, expected {expected}.", name=name, got=got, expected=expected
            )
    prints = exercise_fingerprints(assignment)
    if others := [name for name, value in setting.exercises.items() if prints.get(name) != value]:
        yield say(
            "The checks, references, limits or secret of these exercises differ: {names}.",
            names=", ".join(others),
        )
    yield from _absent(setting, assignment)


def _absent(setting: Setting, assignment: Assignment) -> Iterator[Text]:
    for exercise in assignment.exercises:
        if exercise.name in setting.exercises and (absent := missing(exercise.runtime)):
            yield say(
                "{exercise} needs {packages}, not installed.",
                exercise=exercise.name,
                packages=", ".join(absent),
            )
