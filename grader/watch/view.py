"""What is on the screen, and what keys and results make of it; no terminal in here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from grader.assignment.hints import HintLevel
from grader.hints import reduced, steps
from grader.progress import Progress
from grader.records import CheckResult, ExerciseResult, GradedSubmission, Outcome
from grader.reports.grouping import CheckGroup, groups
from grader.text import Text
from grader.watch.changes import Changes

_NOTHING_TO_SEE = (Outcome.PASSED, Outcome.SKIPPED, Outcome.BLOCKED)


@dataclass(frozen=True)
class Stop:
    """One place of the tour through what did not pass."""

    exercise: ExerciseResult
    group: CheckGroup

    @property
    def check(self) -> CheckResult:
        """The check that speaks for all, with what is true of all."""
        return msgspec.structs.replace(self.group.first, hint=self.group.hint)

    def told(self, level: HintLevel) -> CheckGroup:
        """The group with what `level` tells of it."""
        checks = tuple(reduced(check, level) for check in self.group.checks)
        return replace(self.group, checks=checks)


@dataclass(frozen=True)
class View:
    """The state of a session."""

    graded: GradedSubmission | None = None
    occasion: str = ""  # when the last run was, and what was saved
    changes: Changes | None = None  # None before the second run
    running: tuple[str, ...] = ()  # exercises whose results are still to come
    progress: Progress | None = None  # of the check that is running, if it takes long
    notice: Text | None = None  # why the files cannot be read now
    selected: str = ""  # id of a check
    revealed: Mapping[str, HintLevel] = field(default_factory=dict)  # by check, by key
    offset: int = 0  # lines of the body above the top of the screen

    @property
    def stops(self) -> tuple[Stop, ...]:
        """All that did not pass, in the assignment's order; what only waits is left out."""
        exercises = self.graded.exercises if self.graded else ()
        return tuple(
            Stop(exercise, replace(group, cause_is_known=False))
            for exercise in exercises
            for group in groups(exercise.checks)
            if group.outcome not in _NOTHING_TO_SEE
        )

    @property
    def stop(self) -> Stop | None:
        """The selected one."""
        stops = self.stops
        return stops[self.position] if stops else None

    @property
    def position(self) -> int:
        """Its number, counted from 0; where the selected check passes now, the next one's."""
        ids = [{check.id for check in stop.group.checks} for stop in self.stops]
        for number, members in enumerate(ids):
            if self.selected in members:
                return number
        return self._after_selected()

    def graded_as(self, graded: GradedSubmission, saved: Collection[str] = ()) -> View:
        """With new results; the eyes are on the exercises that were saved.

        Within them the selection stays where it was as long as it does not pass.
        """
        view = replace(self, graded=graded, offset=0)
        theirs = [stop for stop in view.stops if stop.exercise.name in saved]
        if theirs and self.selected.partition("::")[0] not in saved:
            return view.at(theirs[0])
        return replace(view, selected=view.stop.check.id) if view.stop else view

    def moved(self, step: int) -> View:
        """To the next or the previous place; round at the ends."""
        stops = self.stops
        if not stops:
            return self
        return self.at(stops[(self.position + step) % len(stops)])

    def next_exercise(self) -> View:
        """To the first place of the next exercise that has one."""
        stops, position, here = self.stops, self.position, self.stop
        for stop in stops[position + 1 :] + stops[:position]:
            if here and stop.exercise.name != here.exercise.name:
                return self.at(stop)
        return self

    def level(self, allowed: HintLevel) -> HintLevel:
        """What is shown of the selected check."""
        return min(self.revealed.get(self.selected, HintLevel.TITLE), allowed)

    def hinted(self, allowed: HintLevel) -> View:
        """With the next hint on the selected check that says something new."""
        later = (s for s in steps(self.stop.check) if s > self.level(allowed)) if self.stop else ()
        for step in later:
            if step <= allowed:
                return replace(self, revealed={**self.revealed, self.selected: step})
        return self

    def scrolled(self, lines: int, beyond: int) -> View:
        """So many lines down, of `beyond` that are below; from the end back to the top."""
        if self.offset >= beyond:
            return replace(self, offset=0)
        return replace(self, offset=min(self.offset + lines, beyond))

    def at(self, stop: Stop) -> View:
        """With this place selected, from its top."""
        return replace(self, selected=stop.check.id, offset=0)

    def _after_selected(self) -> int:
        """Of the selected check's exercise the first place; else the first of all."""
        exercise = self.selected.partition("::")[0]
        for number, stop in enumerate(self.stops):
            if stop.exercise.name == exercise:
                return number
        return 0
