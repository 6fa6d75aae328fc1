"""`assignment.toml`, read strictly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from grader.assignment.hints import ByTime, EverythingAtOnce, HintPolicy
from grader.errors import AssignmentError, UsageError
from grader.lateness.deadline import Deadline, expected_of
from grader.limits import Limits
from grader.records import Confinement
from grader.text import Text, say
from grader.toml import read_toml, wrong_field

FORMAT_VERSION = 1

Points = Annotated[float, msgspec.Meta(ge=0, le=1_000_000)]  # JSON knows no infinity


class Essay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question of a written exercise that a person grades."""

    id: str  # of its heading
    points: Points
    title: Text
    drawings: tuple[str, ...] = ()  # names that a picture beside the answer may have


class Exercise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One exercise: a file that students fill, and the checks of it."""

    name: str  # also the name of its checks' file and of the student's module
    file: str
    title: Text
    points: Points  # what its hidden checks and its essays add up to
    hidden_checks: int
    needs: tuple[str, ...] = ()  # exercises it builds on
    runtime: tuple[str, ...] = ("numpy",)  # modules loaded in its worker
    forbidden_imports: tuple[str, ...] = ()
    limits: Limits | None = None  # in place of the assignment's
    essays: tuple[Essay, ...] = ()  # of a written exercise
    bonus: bool = False  # what it earns comes on top of the assignment's points
    kernel: bool = False  # a GPU kernel: its checks use the fixture `kernel`

    @property
    def module(self) -> str:
        """The name under which student code imports it."""
        return self.file.removesuffix(".py")

    @property
    def is_written(self) -> bool:
        """Students answer in words and numbers; no code of theirs runs."""
        return self.file.endswith(".md")

    @property
    def essay_points(self) -> float:
        """What a person gives."""
        return sum(essay.points for essay in self.essays)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format_version: int
    name: str
    title: Text
    exercises: tuple[Exercise, ...]
    limits: Limits = Limits()
    minimum_confinement: Confinement = Confinement.LANDLOCK
    given: tuple[str, ...] = ()  # files that students use and do not change
    hints: HintPolicy = EverythingAtOnce()
    deadline: Deadline | None = None  # without one nothing is ever late


@dataclass(frozen=True)
class Assignment:
    """An assignment on this machine; `solutions` is None where students work."""

    name: str
    title: Text
    folder: Path
    solutions: Path | None
    exercises: tuple[Exercise, ...]
    limits: Limits
    minimum_confinement: Confinement
    given: tuple[str, ...]
    hints: HintPolicy
    deadline: Deadline | None

    @classmethod
    def load(cls, folder: Path, solutions: Path | None) -> Assignment:
        """Read `folder`/assignment.toml; `AssignmentError` says the field that is wrong."""
        path = folder / "assignment.toml"
        content = read_toml(path, _File)
        _require_sound(content, path)
        return cls(
            name=content.name,
            title=content.title,
            folder=folder,
            solutions=solutions,
            exercises=content.exercises,
            limits=content.limits,
            minimum_confinement=content.minimum_confinement,
            given=content.given,
            hints=content.hints,
            deadline=content.deadline,
        )

    @property
    def points(self) -> float:
        """What all exercises are worth that nobody may leave out."""
        return sum(exercise.points for exercise in self.exercises if not exercise.bonus)

    @property
    def root(self) -> Path:
        """The folder that holds assignments/ (and solutions/)."""
        return self.folder.parents[1]

    @property
    def files(self) -> dict[str, tuple[str, ...]]:
        """Names a submission may contain, each with the files that it may import."""
        drawings = (name for e in self.exercises for essay in e.essays for name in essay.drawings)
        return {e.file: self._imports(e) for e in self.exercises} | dict.fromkeys(drawings, ())

    @property
    def programs(self) -> tuple[Exercise, ...]:
        """The exercises that are solved in code."""
        return tuple(exercise for exercise in self.exercises if not exercise.is_written)

    def questions(self) -> bytes:
        """What the file of the written exercise was before anybody filled it.

        It lies where students do not write: their own copy is no measure of what they added.
        `AssignmentError` if it is missing.
        """
        path = self.folder / "checks" / "questions.md"
        try:
            return path.read_bytes()
        except OSError as error:
            raise AssignmentError(
                say("{file} cannot be read: {error}", file=path, error=error)
            ) from None

    @property
    def checks_folder(self) -> Path:
        """Where the checks are: the hidden ones, or the public ones where those are absent."""
        return (self.solutions or self.folder) / "checks"

    def exercise(self, name: str) -> Exercise:
        """By name; `UsageError` lists the names there are."""
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        raise UsageError(
            say(
                "{assignment} has no exercise {got}, expected one of: {expected}.",
                assignment=self.name,
                got=name,
                expected=", ".join(e.name for e in self.exercises),
            )
        )

    def limits_of(self, exercise: Exercise) -> Limits:
        """The exercise's own limits, or the assignment's."""
        return exercise.limits or self.limits

    def builds_on(self, exercise: Exercise) -> frozenset[str]:
        """Names of all exercises whose files this one may import, directly or not."""
        names = {exercise.name}
        for other in reversed(self.exercises):  # needs point backwards
            if other.name in names:
                names.update(other.needs)
        return frozenset(names - {exercise.name})

    def _imports(self, exercise: Exercise) -> tuple[str, ...]:
        below = self.builds_on(exercise)
        return tuple(other.file for other in self.exercises if other.name in below)

    def with_needs(self, names: Iterable[str]) -> tuple[Exercise, ...]:
        """The named exercises and all they build on, in the assignment's order."""
        asked = set(names)
        wanted = asked.union(*(self.builds_on(self.exercise(name)) for name in asked))
        return tuple(exercise for exercise in self.exercises if exercise.name in wanted)


def _require_sound(content: _File, path: Path) -> None:
    """What the types cannot say."""
    if content.format_version != FORMAT_VERSION:
        raise wrong_field(path, "format_version", content.format_version, FORMAT_VERSION)
    if content.name != path.parent.name:
        raise wrong_field(path, "name", content.name, path.parent.name)
    known: set[str] = set()
    for exercise in content.exercises:
        if exercise.name in known or not exercise.file.endswith((".py", ".md")):
            raise wrong_field(path, "exercises", exercise.name, "a new name and a .py or .md file")
        if unknown := set(exercise.needs) - known:
            raise wrong_field(
                path, f"{exercise.name}.needs", sorted(unknown), "exercises before it"
            )
        known.add(exercise.name)
    _require_sound_essays(content, path)
    _require_moment(content.hints, path)
    for field, got, expected in content.deadline.problems() if content.deadline else ():
        raise wrong_field(path, f"deadline.{field}", got, expected)


def _require_sound_essays(content: _File, path: Path) -> None:
    written = [exercise.name for exercise in content.exercises if exercise.is_written]
    if len(written) > 1:
        raise wrong_field(path, "exercises", ", ".join(written), "one written exercise")
    for exercise in content.exercises:
        ids = [essay.id for essay in exercise.essays]
        if len(ids) > len(set(ids)):
            raise wrong_field(path, f"{exercise.name}.essays", ", ".join(ids), "each id once")
        if ids and not exercise.is_written:
            raise wrong_field(
                path, f"{exercise.name}.file", exercise.file, "a .md file, for essays"
            )


def _require_moment(hints: HintPolicy, path: Path) -> None:
    """Without its zone a time is another one on a machine elsewhere."""
    if isinstance(hints, ByTime) and (expected := expected_of(hints.release)) is not None:
        raise wrong_field(path, "hints.release", hints.release.isoformat(), expected)
