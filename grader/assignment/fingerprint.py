"""What a verdict depends on, as hashes: one that did not change need not be reached again."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path
from typing import Final

import msgspec

from grader import __version__
from grader.assignment import compilers
from grader.assignment.content import files_of, sha256_of
from grader.assignment.model import Assignment, Exercise
from grader.assignment.secret import PUBLIC, course_secret

# Read by people or by the author's gate; no verdict of a machine depends on them.
_FOR_PEOPLE: Final = (
    "*.md",
    "*.ipynb",
    "assignment.toml",
    "rubric.toml",
    "equivalent_mutants.toml",
)


def exercise_fingerprints(assignment: Assignment) -> dict[str, str]:
    """By exercise, the hash of all that its verdicts depend on but the submission and machine.

    A file that belongs to no exercise by its name belongs to all: we rather grade once too often.
    """
    found: dict[str, str] = {}
    files = list(_files(assignment))
    for exercise in assignment.exercises:  # what it builds on stands before it
        parts = [
            (name, content) for owner, name, content in files if owner in {exercise.name, None}
        ]
        parts += _settings(assignment, exercise)
        parts += [(name, found[name].encode()) for name in sorted(assignment.builds_on(exercise))]
        found[exercise.name] = sha256_of(parts)
    return found


def checks_sha256(assignment: Assignment) -> str:
    """All fingerprints of an assignment as one."""
    prints = exercise_fingerprints(assignment)
    return sha256_of((name, value.encode()) for name, value in prints.items())


def environment(assignment: Assignment) -> dict[str, str]:
    """What a verdict depends on of this machine, by name."""
    modules = {name for exercise in assignment.exercises for name in exercise.runtime}
    kernels = any(exercise.kernel for exercise in assignment.exercises)
    if kernels:
        modules |= set(compilers.TRITON_RUNTIME)  # the student chooses
    return {
        "grade": __version__,
        "machine": platform.machine(),
        "python": platform.python_version(),
        **{name: _version(name) for name in sorted(modules | {"numpy"})},
        **(compilers.versions() if kernels else {}),
    }


def environment_sha256(assignment: Assignment) -> str:
    """`environment` as one hash."""
    return sha256_of((name, value.encode()) for name, value in environment(assignment).items())


def _files(assignment: Assignment) -> Iterator[tuple[str | None, str, bytes]]:
    """The exercise that a file belongs to, its name, its bytes."""
    for exercise in assignment.exercises:
        if exercise.is_written:
            yield exercise.name, "questions", assignment.questions()
    public = () if assignment.solutions is None else ("checks/*",)
    not_ours = (*_FOR_PEOPLE, *public, *assignment.files)
    owners = {name: e.name for e in assignment.exercises for name in _own_names(e)}
    for path, name in _named(assignment.folder):
        if not any(fnmatch(name, pattern) for pattern in not_ours):
            yield _owner(name, owners), f"handed out/{name}", path.read_bytes()
    for path, name in _named(assignment.solutions):
        owner = _owner(name, owners)
        if owner or not any(fnmatch(name, pattern) for pattern in _FOR_PEOPLE):
            yield owner, name, path.read_bytes()


def _named(folder: Path | None) -> Iterator[tuple[Path, str]]:
    for path in files_of(folder) if folder else ():
        yield path, path.relative_to(folder or path).as_posix()


def _own_names(exercise: Exercise) -> tuple[str, ...]:
    drawings = (name for essay in exercise.essays for name in essay.drawings)
    name = exercise.name
    return (
        exercise.file,
        f"checks/test_{name}.py",
        f"small/{name}.py",
        f"misconceptions/{name}",
        *drawings,
    )


def _owner(name: str, owners: dict[str, str]) -> str | None:
    folder = name.rpartition("/")[0]
    return owners.get(name) or owners.get(folder)


def _settings(assignment: Assignment, exercise: Exercise) -> list[tuple[str, bytes]]:
    secret = PUBLIC if assignment.solutions is None else course_secret()
    return [
        ("section", msgspec.json.encode(exercise)),
        ("limits", msgspec.json.encode(assignment.limits_of(exercise))),
        ("confinement", assignment.minimum_confinement.encode()),
        ("secret", hashlib.sha256(secret).digest()),
    ]


def _version(module: str) -> str:
    try:
        return metadata.version(module)
    except metadata.PackageNotFoundError:
        return compilers.ABSENT
