"""One submission, from its files to its record: the whole flow on one screen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import fsum  # a float of nothing too, so that a record has one form
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from grader.assignment import Assignment, Exercise, course_secret
from grader.assignment.secret import PUBLIC
from grader.checks.bench import Bench
from grader.checks.paper import Paper, read_paper, unanswered
from grader.checks.prepare import not_handed_in, prepare, runtime_of
from grader.checks.sessions import CheckSessions
from grader.checks.verdict import Verdict, not_installed
from grader.diagnosis import Diagnostician, Illustrator, Known, Wrong
from grader.extras import missing
from grader.memory import give_back
from grader.progress import Listener, nobody_listens
from grader.records import (
    CheckResult,
    Confinement,
    ExerciseResult,
    GradedSubmission,
    Outcome,
    SubmissionInfo,
)
from grader.sandbox.ladder import Sandbox
from grader.stage import StagedSubmission, stage
from grader.stage.names import copied_from
from grader.text import Text, say
from grader.timing.problem import Problem

_COUNTS_AS_DONE = (Outcome.PASSED, Outcome.SKIPPED)


def grade(
    path: Path,
    assignment: Assignment,
    *,
    only: Collection[str] = (),
    minimum: Confinement | None = None,
    listener: Listener = nobody_listens,
) -> GradedSubmission:
    """Grade one submission; `only` names the exercises to report on (default: all)."""
    staged = stage(path, assignment.files)
    with Lane(assignment, minimum, listener=listener) as lane:
        return lane.run(staged, only)


class Lane:
    """Everything warm that grading needs; grades one submission after another.

    Where the hidden checks are absent the public ones run: nothing is at stake then, so any
    level of confinement will do.
    """

    def __init__(
        self,
        assignment: Assignment,
        minimum: Confinement | None = None,
        *,
        secret: bytes | None = None,
        listener: Listener = nobody_listens,
    ) -> None:
        """`secret` stands for the course's own, so that other inputs can be tried.

        `listener` hears, in a thread of its own, how far checks have come and how each ended.
        """
        hidden = assignment.solutions is not None
        self.assignment = assignment
        self._hidden = hidden
        least = assignment.minimum_confinement if hidden else Confinement.UNCONFINED
        self._minimum = minimum or least
        known = Known(assignment)
        self._diagnostician, self._illustrator = Diagnostician(known), Illustrator(known)
        self._sandboxes: dict[tuple[str, ...], Sandbox] = {}
        self._under_way: Bench | None = None
        if secret is None:
            secret = course_secret() if hidden else PUBLIC
        self.session = CheckSessions(assignment, secret, public=not hidden, listener=listener)

    def run(self, staged: StagedSubmission, only: Collection[str] = ()) -> GradedSubmission:
        """Grade a staged submission."""
        asked = tuple(only) or tuple(exercise.name for exercise in self.assignment.exercises)
        results = self.each(staged, self.assignment.with_needs(asked))
        return self.record(staged, [result for result in results if result.name in asked])

    def each(
        self,
        staged: StagedSubmission,
        exercises: Iterable[Exercise],
        earlier: Iterable[ExerciseResult] = (),
    ) -> Iterator[ExerciseResult]:
        """Grade exercises one by one; of others that they build on, `earlier` says what failed."""
        exercises = tuple(exercises)
        self._warm_up(exercises, staged)
        results = {result.name: result for result in earlier}
        for exercise in exercises:
            failed = {name for name, result in results.items() if not _all_passed(result.checks)}
            results[exercise.name] = self.grade_exercise(exercise, staged, failed)
            give_back()
            yield results[exercise.name]

    def record(
        self, staged: StagedSubmission, results: Sequence[ExerciseResult]
    ) -> GradedSubmission:
        """The verdict that results of one submission come to."""
        return GradedSubmission(
            assignment=self.assignment.name,
            confinement=self.confinement,
            submission=self._without_handed_out(staged.info()),
            score=fsum(result.score for result in results),
            points=fsum(result.points for result in results if not result.bonus),
            exercises=tuple(results),
            needs_person=fsum(result.needs_person for result in results),
        )

    def stop(self) -> None:
        """End the exercise under way, from another thread; its result means nothing then."""
        if (bench := self._under_way) is not None:
            bench.close()

    def _without_handed_out(self, info: SubmissionInfo) -> SubmissionInfo:
        """What the assignment's own folder holds is no news in a student's, but copies are."""
        names = (path.name for path in self.assignment.folder.iterdir())
        handed_out = {name for name in names if copied_from(name) is None}
        ignored = (name for name in info.ignored if name.rstrip("/") not in handed_out)
        return msgspec.structs.replace(info, ignored=tuple(ignored))

    @property
    def confinement(self) -> Confinement:
        """The weakest level at which student code has run in this lane."""
        if not self._sandboxes:
            self._sandbox_for(self.assignment.exercises[0].runtime)
        levels = [sandbox.level for sandbox in self._sandboxes.values()]
        return min(levels, key=lambda level: level.strictness)

    def close(self) -> None:
        """End pytest and every worker."""
        self.session.close()
        for sandbox in self._sandboxes.values():
            sandbox.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def grade_exercise(
        self, exercise: Exercise, staged: StagedSubmission, failed: Collection[str] = ()
    ) -> ExerciseResult:
        """One exercise, with references in place of those in `failed` that it builds on.

        The student's own stack counts where it does better: code that is consistent with its
        own mistake elsewhere must not lose by our help. Where the stack takes too long,
        references stand in for all of it: right code in plain loops is right. Where students
        work there are no references: their own code is all there is.
        """
        stack = self.assignment.builds_on(exercise) if self._hidden else frozenset[str]()
        wrong = stack & set(failed)
        results = [self._attempt(exercise, staged, wrong)]
        if wrong and not _all_passed(results[-1].checks):
            results.append(self._attempt(exercise, staged, frozenset()))
        if stack - wrong and any(_over_limit(result.checks) for result in results):
            results.append(self._attempt(exercise, staged, stack))
        return max(results, key=lambda result: result.score)  # the first of equal ones

    def first_failure(self, exercise: Exercise, staged: StagedSubmission) -> CheckResult | None:
        """The first check of one exercise that does not pass; the rest is not run."""
        with self._bench(exercise, staged) as bench:
            checks = self.session.run(
                exercise.name, bench, staged.sources, stop_at_first_failure=True
            )
        return next((check for check in checks if check.outcome not in _COUNTS_AS_DONE), None)

    def wrong_answers(self, exercise: Exercise, staged: StagedSubmission) -> tuple[Wrong, ...]:
        """Small cases of one exercise that a submission does not answer as the reference does."""
        with self._bench(exercise, staged) as bench:
            if not isinstance(bench, Bench):
                return ()
            return tuple(self._illustrator.wrong_answers(exercise, bench))

    def request_share(
        self, exercise: Exercise, staged: StagedSubmission, problem: Problem
    ) -> float:
        """What a request costs next to the chain of calls that a clock shall see."""
        with self._bench(exercise, staged) as bench:
            return bench.timed().request_share(problem) if isinstance(bench, Bench) else 0.0

    def _attempt(
        self, exercise: Exercise, staged: StagedSubmission, replaced: frozenset[str]
    ) -> ExerciseResult:
        with self._bench(exercise, staged, replaced) as bench:
            checks = self.session.run(exercise.name, bench, staged.sources)
            used: frozenset[str] = frozenset()
            remarks: tuple[Text, ...] = ()
            if isinstance(bench, Bench):
                used = bench.replaced
                checks, remarks = self._explain(exercise, checks, bench)
        paper = bench if isinstance(bench, Paper) else None
        essays = paper.essays if paper else unanswered(exercise)
        worth = [c.points for c in checks if c.outcome is not Outcome.SKIPPED]
        worth += [essay.points for essay in essays if not essay.answered]
        return ExerciseResult(
            name=exercise.name,
            title=exercise.title,
            score=fsum(check.score for check in checks),
            points=fsum(worth),
            checks=checks,
            graded_with_reference=tuple(sorted(used)),
            notes=paper.answers.notes if paper else remarks,
            hidden_checks=0 if self._hidden else exercise.hidden_checks,
            hidden_points=0.0 if self._hidden else exercise.points - exercise.essay_points,
            essays=essays,
            bonus=exercise.bonus,
        )

    def _explain(
        self, exercise: Exercise, checks: tuple[CheckResult, ...], bench: Bench
    ) -> tuple[tuple[CheckResult, ...], tuple[Text, ...]]:
        """Name the mistakes and show each by a small example.

        The verdict stands before this: where explaining fails, the fault is noted and no more.
        """
        if not self._hidden or not bench.transcripts:
            return checks, ()
        try:
            named = self._diagnostician.diagnose(exercise, checks, bench.transcripts)
            return self._illustrator.illustrate(exercise, named, bench.transcripts, bench), ()
        except Exception as error:  # noqa: BLE001 - whatever it is, no score may depend on it
            kind = type(error).__name__
            return checks, (say("The mistakes could not be explained ({kind}).", kind=kind),)

    @contextmanager
    def _bench(
        self, exercise: Exercise, staged: StagedSubmission, replaced: Collection[str] = ()
    ) -> Iterator[Bench | Paper | Verdict]:
        if exercise.is_written:
            yield read_paper(self.assignment, exercise, staged)
            return
        if verdict := not_handed_in(exercise, staged):
            yield verdict
            return
        runtime = runtime_of(exercise, staged)
        if absent := missing(runtime):
            yield not_installed(absent, public=not self._hidden or exercise.kernel)
            return
        bench = prepare(self.assignment, exercise, staged, self._sandbox_for(runtime), replaced)
        self._under_way = bench
        try:
            yield bench
        finally:
            self.stop()
            self._under_way = None

    def _warm_up(self, exercises: Iterable[Exercise], staged: StagedSubmission) -> None:
        """Let every sandbox that will be needed start now; what is first asked for comes first."""
        for exercise in exercises:
            submitted = exercise.file in staged.sources
            runtime = runtime_of(exercise, staged)
            if submitted and not exercise.is_written and not missing(runtime):
                self._sandbox_for(runtime)

    def _sandbox_for(self, runtime: tuple[str, ...]) -> Sandbox:
        if runtime not in self._sandboxes:
            self._sandboxes[runtime] = Sandbox(runtime, self._minimum)
        return self._sandboxes[runtime]


def _all_passed(checks: Collection[CheckResult]) -> bool:
    return all(check.outcome in _COUNTS_AS_DONE for check in checks)


def _over_limit(checks: Collection[CheckResult]) -> bool:
    return any(check.outcome is Outcome.OVER_LIMIT for check in checks)
