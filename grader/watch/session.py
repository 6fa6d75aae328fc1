"""The loop: keys, saves and results go in, views come out."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec
from rich.console import Console

from grader.assignment import Assignment
from grader.errors import SubmissionError
from grader.grading import Lane
from grader.hints import Hints
from grader.progress import Listener, Progress
from grader.records import Confinement, GradedSubmission
from grader.reports import progress_on
from grader.reports.page import Page
from grader.stage import StagedSubmission
from grader.text import Language
from grader.watch.affected import owners
from grader.watch.changes import changes
from grader.watch.display import Display, display
from grader.watch.files import SubmittedFiles, changed_files
from grader.watch.keyboard import QUIT, Keyboard, keyboard
from grader.watch.overview import gained
from grader.watch.regrading import Regrading
from grader.watch.runner import Said
from grader.watch.screen import Body, Help
from grader.watch.terminal import borrowed
from grader.watch.view import View

_RESULTS_S: Final = 0.01
_WITHOUT_CURSOR: Final = "nper"  # where every view is printed below the one before


@dataclass(frozen=True)
class Watched:
    """What is watched, and for whom."""

    assignment: Assignment
    path: Path  # folder, archive or file
    only: tuple[str, ...] = ()  # exercises; all, if empty
    minimum: Confinement | None = None
    language: Language = "en"
    all_hints: bool = False


def watch(watched: Watched, console: Console) -> GradedSubmission | None:
    """Grade at every save until somebody quits; the last verdict, if there is one."""
    hints = Hints(watched.assignment, all_hints=watched.all_hints)
    files = SubmittedFiles(watched.path, watched.assignment.files)
    said = Said()
    with Lane(watched.assignment, watched.minimum, listener=said.put) as lane:
        regrading = Regrading(lane, said, watched.only)
        try:
            screen, keys = display(console), keyboard()
            return Session(watched, files, hints, regrading, screen, keys).run()
        finally:
            regrading.close()


class Session:
    """One sitting of a student."""

    def __init__(
        self,
        watched: Watched,
        files: SubmittedFiles,
        hints: Hints,
        regrading: Regrading,
        screen: Display,
        keys: Keyboard,
    ) -> None:
        """Nothing happens before `run`."""
        self._assignment, self._language = watched.assignment, watched.language
        self._files = files
        self._hints = hints
        self._regrading = regrading
        self._display = screen
        self._keyboard = keys
        self._staged = files.current  # the version that results are about, or will be
        self._verdict: GradedSubmission | None = None  # before the run under way
        self._started, self._saved = "", frozenset[str]()  # of the last run: when, which files
        self._view = View()
        self._drawn: object = None
        self._beyond = 0  # lines that did not fit

    def run(self) -> GradedSubmission | None:
        """Until somebody quits, or the input ends.

        The first verdict takes a moment; until it comes one line says what is under way.
        """
        self._regrade(self._staged, None)
        console = self._display.console
        with borrowed(self._display, self._keyboard) as terminal, ExitStack() as first_run:
            listener = first_run.enter_context(progress_on(console, self._language))
            while self._goes_on(self._keyboard.read(self.pause_s)):
                if terminal.stopped():
                    self._drawn = None
                self._take_version(self._files.look())
                self._take_results(self._regrading.news())
                if self._view.graded is None:
                    self._say_what_runs(listener)
                    continue
                first_run.close()
                self._draw()
        return self._verdict

    @property
    def pause_s(self) -> float:
        """How long a turn waits for a key; results are not kept waiting."""
        return _RESULTS_S if self._regrading.busy else self._files.pause_s

    def _goes_on(self, key: str) -> bool:
        if key == QUIT and (self._display.full or not self._regrading.busy):
            return False
        if key == QUIT:  # the end of the input waits for the verdict
            time.sleep(self.pause_s)
        elif key in self._actions and (self._display.full or key in _WITHOUT_CURSOR):
            self._actions[key]()
        return True

    @property
    def _actions(self) -> dict[str, Callable[[], None]]:
        return {
            "h": lambda: self._show(self._view.hinted(self._help().allowed)),
            "n": lambda: self._show(self._view.moved(1)),
            "p": lambda: self._show(self._view.moved(-1)),
            "e": lambda: self._show(self._view.next_exercise()),
            "r": lambda: self._regrade(self._staged, None),
            " ": lambda: self._show(self._view.scrolled(self._display.page_lines, self._beyond)),
        }

    def _show(self, view: View) -> None:
        self._view = view

    # versions and results --------------------------------------------------------------------

    def _take_version(self, version: StagedSubmission | SubmissionError | None) -> None:
        if isinstance(version, SubmissionError):
            self._view = replace(self._view, notice=version.message)
        elif version is not None:
            self._view = replace(self._view, notice=None)
            files = changed_files(self._staged, version)
            self._regrade(version, files)

    def _regrade(self, staged: StagedSubmission, files: Collection[str] | None) -> None:
        self._staged = staged
        if self._regrading.start(staged, files):
            self._saved = frozenset(files or ())
            self._started = time.strftime("%H:%M:%S")
            self._view = replace(self._view, running=self._regrading.pending, progress=None)

    def _take_results(self, graded: GradedSubmission | None) -> None:
        if graded is None:
            return
        running, progress = self._regrading.pending, self._regrading.progress
        if running and running == self._view.running:  # single checks: nothing on screen jumps
            self._view = replace(self._view, graded=graded, progress=progress)
            return
        saved = owners(self._assignment, self._saved)
        self._view = replace(self._view.graded_as(graded, saved), running=running, progress=None)
        if not self._regrading.busy:
            self._finish(graded)

    def _finish(self, graded: GradedSubmission) -> None:
        before, self._verdict = self._verdict, graded
        self._hints.note(self._only_rerun(before, graded))
        found = changes(before.exercises, graded.exercises) if before else None
        said = (self._started, ", ".join(sorted(self._saved)), gained(found) if found else "")
        occasion = "  ".join(filter(None, said))
        self._view = replace(self._view, occasion=occasion, changes=found)

    def _only_rerun(
        self, before: GradedSubmission | None, graded: GradedSubmission
    ) -> GradedSubmission:
        """Attempts count where something was attempted."""
        old = before.exercises if before else ()
        fresh = tuple(each for each in graded.exercises if not any(each is one for one in old))
        return msgspec.structs.replace(graded, exercises=fresh)

    def _say_what_runs(self, listener: Listener) -> None:
        """Of the first run: what takes long, or else the exercise."""
        if self._regrading.progress:
            listener(self._regrading.progress)
        elif self._regrading.pending:
            exercise = self._assignment.exercise(self._regrading.pending[0])
            listener(Progress("", exercise.title))

    # drawing -----------------------------------------------------------------------------------

    def _help(self) -> Help:
        stop = self._view.stop
        if stop is None:
            return Help()
        allowed = max(map(self._hints.level, stop.group.checks))
        shown = self._view.level(allowed) if self._display.full else allowed
        return Help(shown, allowed, self._hints.wait(stop.check))

    def _draw(self) -> None:
        view, console = self._view, self._display.console
        state = (view, console.size if self._display.full else None)
        waits = view.running and not self._display.full
        if view.graded is None or waits or state == self._drawn:
            return
        self._drawn = state
        page = Page.of(view.graded, self._language, console, verbose=False)
        self._beyond = self._display.draw(Body(page, view, view.graded, self._help()))
