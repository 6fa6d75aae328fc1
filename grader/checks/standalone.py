"""`pytest solutions/NAME/checks --submission=DIR`: checks as an author's everyday tests."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from grader.assignment import Assignment, course_secret, find
from grader.checks.bench import Bench
from grader.checks.collected import exercise_of
from grader.checks.paper import Paper, read_paper
from grader.checks.plugin import CheckPlugin
from grader.checks.prepare import not_handed_in, prepare, runtime_of
from grader.checks.verdict import Verdict
from grader.errors import GradeError, Unavailable
from grader.sandbox.ladder import Sandbox
from grader.stage import StagedSubmission, stage


class StandalonePlugin:
    """Opens a sandbox for each runtime and a bench for each exercise."""

    def __init__(self, submission: str) -> None:
        self._submission = Path(submission)
        self._checks = CheckPlugin(course_secret())
        self._assignment: Assignment | None = None
        self._staged: StagedSubmission | None = None
        self._sandboxes: dict[tuple[str, ...], Sandbox] = {}  # by runtime
        self._benches: dict[str, Bench | Paper | Verdict] = {}

    @pytest.hookimpl
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Make `student` and `rng` known."""
        session.config.pluginmanager.register(self._checks, "grade-checks")

    @pytest.hookimpl
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Put the bench of the check's exercise in place."""
        name = exercise_of(item)
        if name not in self._benches:
            try:
                self._benches[name] = self._prepare(Path(item.path), name)
            except GradeError as error:
                raise pytest.UsageError(error.message.en) from None
        bench = self._benches[name]
        if isinstance(bench, Verdict):
            pytest.fail(bench.message.en if bench.message else bench.outcome, pytrace=False)
        self._checks.bench = bench

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Generator[None, object, object]:
        """A check that cannot be decided here is skipped, as in a report."""
        try:
            return (yield)
        except Unavailable as error:
            pytest.skip(error.message.en)

    @pytest.hookimpl
    def pytest_sessionfinish(self) -> None:
        """End every worker."""
        for bench in self._benches.values():
            if isinstance(bench, Bench):
                bench.close()
        for sandbox in self._sandboxes.values():
            sandbox.close()

    def _prepare(self, path: Path, name: str) -> Bench | Paper | Verdict:
        if self._assignment is None:
            assignment = self._assignment = find(path.parents[1].name, path.parent)
            self._staged = stage(self._submission, assignment.files)
        else:
            assignment = self._assignment
        exercise = assignment.exercise(name)
        assert self._staged is not None
        if exercise.is_written:
            return read_paper(assignment, exercise, self._staged)
        if verdict := not_handed_in(exercise, self._staged):
            return verdict
        runtime = runtime_of(exercise, self._staged)
        if runtime not in self._sandboxes:
            self._sandboxes[runtime] = Sandbox(runtime, assignment.minimum_confinement)
        return prepare(assignment, exercise, self._staged, self._sandboxes[runtime])
