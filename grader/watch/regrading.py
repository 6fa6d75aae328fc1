"""Which results of the current version are there, and which are still to come."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from grader.grading import Lane
from grader.records import ExerciseResult, GradedSubmission
from grader.stage import StagedSubmission
from grader.watch.affected import affected
from grader.watch.runner import Run, Runner


class Regrading:
    """Grades again what a new version can have changed, and nothing else."""

    def __init__(self, lane: Lane, only: Collection[str] = ()) -> None:
        """`only` names the exercises to report on; all, if it is empty."""
        assignment = lane.assignment
        self._assignment = assignment
        self._reported = frozenset(only or (exercise.name for exercise in assignment.exercises))
        self._wanted = assignment.with_needs(self._reported)
        self._results: dict[str, ExerciseResult] = {}  # of the current version
        self._verdict: GradedSubmission | None = None  # of the last complete run
        self._runner = Runner(lane)

    @property
    def pending(self) -> tuple[str, ...]:
        """Names of the exercises whose results are still to come."""
        if not self._runner.busy:
            return ()
        return tuple(e.name for e in self._wanted if e.name not in self._results)

    def start(self, staged: StagedSubmission, files: Collection[str] | None = None) -> bool:
        """Grade what changed `files` affect (everything, if None); whether that is anything."""
        hit = self._wanted if files is None else affected(self._assignment, staged, files)
        for exercise in hit:
            self._results.pop(exercise.name, None)
        missing = tuple(e for e in self._wanted if e.name not in self._results)
        if missing:
            earlier = tuple(self._results.values())
            self._runner.start(Run(staged, missing, earlier, self._reported))
        return bool(missing)

    def news(self) -> GradedSubmission | None:
        """The results with what came since the last call, if anything did.

        Until `pending` is empty, exercises that are still to come have their old results.
        """
        results = self._runner.results()
        for result in results:
            if isinstance(result, GradedSubmission):
                self._verdict = result
            else:
                self._results[result.name] = result
        if not results or self._verdict is None:
            return None
        return self._updated(self._verdict) if self._runner.busy else self._verdict

    def close(self) -> None:
        """Leave what is under way."""
        self._runner.close()

    def _updated(self, verdict: GradedSubmission) -> GradedSubmission:
        parts = tuple(self._results.get(each.name, each) for each in verdict.exercises)
        return msgspec.structs.replace(
            verdict,
            exercises=parts,
            score=sum(part.score for part in parts),
            points=sum(part.points for part in parts if not part.bonus),
            needs_person=sum(part.needs_person for part in parts),
        )
