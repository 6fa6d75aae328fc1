"""Warm check sessions, one for each set of modules that checks stand on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grader.assignment import Assignment, Exercise
from grader.checks.bench import Bench
from grader.checks.collected import CollectedCheck
from grader.checks.outline import same_for_all
from grader.checks.paper import Paper
from grader.checks.session import CheckSession
from grader.checks.verdict import Verdict
from grader.progress import Listener, Progress, nobody_listens
from grader.records import CheckResult
from grader.text import say

_OURS = frozenset({"numpy"})  # the grader itself stands on it


class CheckSessions:
    """Collects the checks of an exercise when they are first needed.

    So nobody waits for torch who asks for exercises without it, and a machine that lacks it
    grades the others. A session is waited for as soon as it starts, so that no check ever runs
    while another session is half way through importing torch.
    """

    def __init__(
        self,
        assignment: Assignment,
        secret: bytes,
        *,
        public: bool,
        listener: Listener = nobody_listens,
    ) -> None:
        """`public`: students have these checks; `listener` hears how far they have come."""
        self._assignment = assignment
        self._secret = secret
        self._public = public
        self._listener = listener
        self._sessions: dict[frozenset[str], CheckSession] = {}

    def run(
        self,
        name: str,
        bench: Bench | Paper | Verdict,
        files: Mapping[str, str],
        *,
        stop_at_first_failure: bool = False,
    ) -> tuple[CheckResult, ...]:
        """The checks of one exercise on one bench, in the order of their file."""
        exercise = self._assignment.exercise(name)
        if isinstance(bench, Verdict):
            return tuple(same_for_all(self._file_of(exercise), name, bench, public=self._public))
        session = self._session_of(exercise)
        return session.run(name, bench, files, stop_at_first_failure=stop_at_first_failure)

    def checks(self) -> Mapping[str, list[CollectedCheck]]:
        """All there are, by exercise; `AssignmentError` if a file cannot be read."""
        collected: dict[str, list[CollectedCheck]] = {}
        for exercise in self._assignment.exercises:
            collected |= self._session_of(exercise).checks()
        return collected

    def close(self) -> None:
        """Let every pytest end."""
        for session in self._sessions.values():
            session.close()

    def _file_of(self, exercise: Exercise) -> Path:
        return self._assignment.checks_folder / f"test_{exercise.name}.py"

    def _session_of(self, exercise: Exercise) -> CheckSession:
        modules = frozenset(exercise.runtime) - _OURS
        if modules not in self._sessions:
            packages = ", ".join(("pytest", *exercise.runtime))
            self._listener(Progress("", say("Getting ready: {packages}", packages=packages)))
            alike = (
                e for e in self._assignment.exercises if frozenset(e.runtime) - _OURS == modules
            )
            files = [self._file_of(each) for each in alike]
            self._sessions[modules] = CheckSession(
                self._assignment.checks_folder,
                [file for file in files if file.is_file()],
                self._assignment.root,
                self._secret,
                public=self._public,
                listener=self._listener,
            )
        return self._sessions[modules]
