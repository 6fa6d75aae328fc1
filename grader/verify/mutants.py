"""The step of the gate that changes the reference by itself and wants every change caught."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from grader.grading import Lane
from grader.limits import Limits
from grader.text import say
from grader.toml import read_toml
from grader.verify.findings import Finding
from grader.verify.mutation import Mutant, mutants
from grader.verify.subject import Subject

# A mutant that loops for ever shall not cost the author minutes.
_LIMITS = Limits(cpu_per_call_s=0.5, cpu_per_exercise_s=3.0, wall_per_call_s=10.0)


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mutant that no check can catch, and why."""

    id: str
    reason: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    equivalent: tuple[Equivalent, ...] = ()


@dataclass(frozen=True)
class FileScore:
    """How the mutants of one file ended."""

    file: str
    total: int
    killed: int
    equivalent: int
    survivors: tuple[Mutant, ...]
    findings: tuple[Finding, ...]

    @property
    def score(self) -> float:
        """Killed of those that can be killed, in percent."""
        killable = self.total - self.equivalent
        return 100.0 * self.killed / killable if killable else 100.0


def mutate(subject: Subject) -> Iterator[FileScore]:
    """Grade every mutant of every reference, file by file, until its first failed check."""
    declared = _declared(subject.solutions / "equivalent_mutants.toml")
    exercises = tuple(
        msgspec.structs.replace(exercise, limits=_LIMITS)
        for exercise in subject.assignment.exercises
    )
    assignment = replace(subject.assignment, exercises=exercises)
    with Lane(assignment, subject.lane.confinement) as lane:
        for exercise in assignment.programs:
            made = mutants(subject.references[exercise.file])
            survivors = tuple(
                mutant
                for mutant in made
                if lane.first_failure(
                    exercise, subject.submission(**{exercise.module: mutant.source})
                )
                is None
            )
            prefix = f"{exercise.name}: "
            yield _score(exercise.file, made, survivors, declared, prefix)


def _score(
    file: str,
    made: list[Mutant],
    survivors: tuple[Mutant, ...],
    declared: dict[str, str],
    prefix: str,
) -> FileScore:
    alive = {prefix + mutant.id for mutant in survivors}
    ours = {name for name in declared if name.startswith(prefix)}
    findings = [
        Finding(
            f"{file}:{mutant.line}",
            say("Survives: {id} ({what})", id=prefix + mutant.id, what=mutant.description),
        )
        for mutant in survivors
        if prefix + mutant.id not in declared
    ]
    findings += [
        Finding(file, say("Declared equivalent, but caught or not made: {id}", id=name))
        for name in sorted(ours - alive)
    ]
    return FileScore(
        file=file,
        total=len(made),
        killed=len(made) - len(survivors),
        equivalent=len(alive & ours),
        survivors=survivors,
        findings=tuple(findings),
    )


def _declared(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    content = read_toml(path, _File)
    return {entry.id: entry.reason for entry in content.equivalent}
