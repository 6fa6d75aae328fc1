"""Which results of the current version are there, and which are still to come."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from math import fsum
from typing import Final

import msgspec

from grader.assignment import Exercise
from grader.grading import Lane
from grader.progress import News, Progress
from grader.records import CheckResult, ExerciseResult, GradedSubmission
from grader.stage import StagedSubmission
from grader.watch.affected import affected, owners
from grader.watch.runner import Result, Run, Runner, Said

_TELL_S: Final = 0.1  # between two tellings of single checks: drawing takes time from them


class Regrading:
    """Grades again what a new version can have changed, and nothing else."""

    def __init__(
        self,
        lane: Lane,
        said: Said,
        only: Collection[str] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`said` hears the lane; `only` names the exercises to report on; all, if it is empty."""
        assignment = lane.assignment
        self._assignment = assignment
        self._reported = frozenset(only or (exercise.name for exercise in assignment.exercises))
        self._wanted = assignment.with_needs(self._reported)
        self._results: dict[str, ExerciseResult] = {}  # of the current version
        self._ended: dict[str, CheckResult] = {}  # of exercises that are under way, by id
        self._verdict: GradedSubmission | None = None  # of the last complete run
        self._runner = Runner(lane, said)
        self._clock = clock
        self._untold = False  # there is news that nobody has been given
        self._told_s = 0.0  # when somebody was given news, or a run began
        self.progress: Progress | None = None  # of the check that is running

    @property
    def busy(self) -> bool:
        """The verdict on the current version is still to come; nothing is at its end before."""
        return self._runner.busy

    @property
    def pending(self) -> tuple[str, ...]:
        """Names of the exercises whose results are still to come; the verdict comes after them."""
        if not self.busy:
            return ()
        return tuple(e.name for e in self._wanted if e.name not in self._results)

    def start(self, staged: StagedSubmission, files: Collection[str] | None = None) -> bool:
        """Grade what changed `files` affect (everything, if None); whether that is anything."""
        hit = self._wanted if files is None else affected(self._assignment, staged, files)
        for exercise in hit:
            self._results.pop(exercise.name, None)
        missing = tuple(e for e in self._wanted if e.name not in self._results)
        if missing:
            self._ended, self.progress = {}, None
            self._untold, self._told_s = False, self._clock()
            earlier = tuple(self._results.values())
            in_order = self._saved_first(missing, owners(self._assignment, files or ()))
            self._runner.start(Run(staged, in_order, earlier, self._reported))
        return bool(missing)

    def news(self) -> GradedSubmission | None:
        """The results with what came since the last call, if anything did.

        While it is `busy`, exercises that are still to come have their old results, but for
        the checks that have ended. The last result is told together with the verdict.
        """
        results = self._runner.results()
        for result in results:
            self._take(result)
        self._untold = self._untold or bool(results)
        may_wait = all(isinstance(result, News) for result in results)
        if self._verdict is None or not self._untold or (may_wait and self._waits):
            return None
        if self.busy and not self.pending:
            return None
        self._untold, self._told_s = False, self._clock()
        return self._updated(self._verdict) if self.busy else self._verdict

    def close(self) -> None:
        """Leave what is under way."""
        self._runner.close()

    @property
    def _waits(self) -> bool:
        return self._clock() < self._told_s + _TELL_S

    def _saved_first(
        self, missing: Sequence[Exercise], saved: Collection[str]
    ) -> tuple[Exercise, ...]:
        """What was saved, after what it builds on, and then the others."""
        first = self._assignment.with_needs(saved)
        return tuple(sorted(missing, key=lambda exercise: exercise not in first))

    def _take(self, result: Result) -> None:
        match result:
            case Progress():
                self.progress = result
            case CheckResult():
                self.progress = None
                self._ended[result.id] = result
            case ExerciseResult():
                self._results[result.name] = result
            case GradedSubmission():
                self._verdict = result

    def _updated(self, verdict: GradedSubmission) -> GradedSubmission:
        parts = tuple(self._results.get(e.name) or self._partly(e) for e in verdict.exercises)
        return msgspec.structs.replace(
            verdict,
            exercises=parts,
            score=fsum(part.score for part in parts),
            points=fsum(part.points for part in parts if not part.bonus),
            needs_person=fsum(part.needs_person for part in parts),
        )

    def _partly(self, old: ExerciseResult) -> ExerciseResult:
        """An exercise that is under way, with what is known of it."""
        if not any(check.id in self._ended for check in old.checks):
            return old
        checks = tuple(self._ended.get(check.id, check) for check in old.checks)
        score = fsum(check.score for check in checks)
        return msgspec.structs.replace(old, checks=checks, score=score)
