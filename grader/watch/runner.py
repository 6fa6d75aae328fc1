"""Grading in a thread of its own, so that keys and saves are heard meanwhile."""

from __future__ import annotations

import queue
import threading
from collections.abc import Collection
from dataclasses import dataclass, field

from grader.assignment import Exercise
from grader.grading import Lane
from grader.progress import News
from grader.records import ExerciseResult, GradedSubmission
from grader.stage import StagedSubmission

_JOIN_S = 0.1

Result = News | ExerciseResult | GradedSubmission  # the last one at the end of everything


@dataclass(frozen=True, eq=False)
class Run:
    """Some exercises of one version."""

    staged: StagedSubmission
    exercises: tuple[Exercise, ...]
    earlier: tuple[ExerciseResult, ...]  # of exercises that this version leaves as they were
    reported: Collection[str]  # names of those that belong to the verdict
    stopped: threading.Event = field(default_factory=threading.Event)


# What is said of runs, in the order in which it happens: the run itself comes before its results.
Said = queue.SimpleQueue[Run | Result | BaseException]


class Runner:
    """One run at a time; a new one takes the place of the one under way."""

    def __init__(self, lane: Lane, said: Said) -> None:
        """The lane is used by this runner alone until `close`; it says its news to `said`."""
        self._lane = lane
        self._runs: queue.SimpleQueue[Run | None] = queue.SimpleQueue()
        self._said = said
        self._speaking: Run | None = None  # whose results come out of `said` now
        self._current: Run | None = None
        self._thread = threading.Thread(target=self._main, daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """The verdict on the last run has not been given yet."""
        return self._current is not None

    def start(self, run: Run) -> None:
        """Grade; whatever was under way is of no interest any more."""
        self._stop()
        self._current = run
        self._runs.put(run)

    def results(self) -> list[Result]:
        """What came out since the last call; raises what grading raised."""
        found: list[Result] = []
        while not self._said.empty():
            said = self._said.get()
            if isinstance(said, Run):
                self._speaking = said
            elif self._speaking is not self._current:
                continue
            elif isinstance(said, BaseException):
                raise said
            else:
                found.append(said)
                if isinstance(said, GradedSubmission):
                    self._current = None
        return found

    def close(self) -> None:
        """Leave whatever is under way."""
        self._runs.put(None)
        while self._thread.is_alive():  # a check may begin just after the stop
            self._stop()
            self._thread.join(_JOIN_S)

    def _stop(self) -> None:
        if self._current is not None:
            self._current.stopped.set()
            self._lane.stop()

    def _main(self) -> None:
        while (run := self._runs.get()) is not None:
            self._said.put(run)
            try:
                self._grade(run)
            except BaseException as error:  # noqa: BLE001 - raised where somebody waits for it
                self._said.put(error)

    def _grade(self, run: Run) -> None:
        results = {result.name: result for result in run.earlier}
        for exercise in run.exercises:
            if run.stopped.is_set():
                return
            for result in self._lane.each(run.staged, [exercise], results.values()):
                results[result.name] = result
                self._said.put(result)
        order = [e.name for e in self._lane.assignment.exercises if e.name in run.reported]
        self._said.put(self._lane.record(run.staged, [results[name] for name in order]))
