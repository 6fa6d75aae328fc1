"""The loop, with everything around it made up."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from grader.assignment import find
from grader.assignment.hints import HintLevel
from grader.errors import SubmissionError
from grader.hints import Hints
from grader.progress import Progress
from grader.records import Counterexample, GradedSubmission
from grader.stage import StagedSubmission, stage
from grader.text import Text
from grader.watch import regrading
from grader.watch.keyboard import QUIT
from grader.watch.runner import Result, Run, Said
from grader.watch.screen import Body
from grader.watch.session import Session, Watched

PARTLY = "partly"  # for a key: the result is of single checks, and the version is a step of one


class World:
    """Keys, versions and results, one of each at every turn of the loop, and what was drawn."""

    full = True
    page_lines = 5
    pause_s = 0.0

    def __init__(self, staged: StagedSubmission) -> None:
        self.current = staged
        self.turns: list[tuple[str, Any, GradedSubmission | None]] = []
        self.started: list[Any] = []
        self.drawn: list[Body] = []
        self.pending: tuple[str, ...] = ()
        self.progress: Progress | None = None
        self.whole = True  # the result is that of the run
        self.affects = True
        self.asked: list[str] = []
        self.console = Console(file=io.StringIO(), width=80, height=24)
        self.written = ""  # on the console by the time of the last drawing
        self._now: Iterator[Any] = iter(())
        self._version: Any = None
        self._result: GradedSubmission | None = None

    # keyboard

    def open(self) -> None:
        self._now = iter(self.turns)

    def close(self) -> None:
        self.asked.append("close")

    def read(self, timeout_s: float) -> str:
        key, self._version, self._result = next(self._now, (QUIT, None, None))
        if key == PARTLY:
            self.whole, self.progress, self._version = False, self._version, None
        return key

    # files

    def look(self) -> Any:
        return self._version

    # regrading

    def start(self, staged: StagedSubmission, files: Any = None) -> bool:
        self.started.append(files)
        affected = files is None or self.affects
        self.pending = ("double",) if affected else ()
        return affected

    def news(self) -> GradedSubmission | None:
        if self._result is not None and self.whole:
            self.pending = ()
        return self._result

    @property
    def busy(self) -> bool:
        return bool(self.pending)

    # display

    def draw(self, body: Body) -> int:
        self.drawn.append(body)
        self.written = self.console.file.getvalue()  # type: ignore[attr-defined]
        return 7


Play = Callable[..., World]


@pytest.fixture
def play(course: Any) -> Play:
    """A session through given turns: (key, version, result) each; then somebody quits."""
    assignment = find("hw1", course.root)
    staged = stage(course.submission(), assignment.files)

    def through(
        *turns: tuple[str, Any, GradedSubmission | None],
        full: bool = True,
        affects: bool = True,
        terminal: bool = False,
    ) -> World:
        world = World(staged)
        world.full, world.affects = full, affects
        world.console = Console(
            file=io.StringIO(), width=80, height=24, force_terminal=terminal, legacy_windows=False
        )
        world.turns = list(turns)
        watched = Watched(assignment, course.root / "submission")
        session = Session(watched, world, Hints(assignment), world, world, world)  # type: ignore[arg-type]
        world.verdict = session.run()  # type: ignore[attr-defined]
        return world

    return through


@pytest.fixture
def saved(course: Any) -> StagedSubmission:
    """A version with another double.py."""
    folder = course.submission()
    (folder / "double.py").write_text("def double(x):\n    return x\n")
    return stage(folder, find("hw1", course.root).files)


def graded(make: Any, letters: str = "f", **fields: Any) -> GradedSubmission:
    whole: GradedSubmission = make.graded()
    exercise = make.exercise("double", letters, **fields)
    return GradedSubmission(
        "hw1", whole.confinement, whole.submission, exercise.score, exercise.points, (exercise,)
    )


def test_first_verdict(play: Play, make: Any) -> None:
    """Everything is graded once, drawn when it is there, and returned at the end."""
    verdict = graded(make)
    world = play(("", None, None), ("", None, verdict), ("", None, None))
    assert world.started == [None]
    assert len(world.drawn) == 1
    assert world.drawn[0].graded is verdict
    assert world.verdict is verdict
    assert world.asked == ["close", "close"]


def test_what_runs_is_seen_before_the_first_verdict(course: Any, play: Play, make: Any) -> None:
    """One line, which is gone before anything is drawn; in a pipe there is none."""
    turns = ("", None, None), ("", None, graded(make))
    written = play(*turns, terminal=True).written
    assert find("hw1", course.root).exercise("double").title.en in written
    assert written.rstrip().endswith("\x1b[2K")
    assert play(*turns).written == ""


def test_a_save(play: Play, make: Any, saved: StagedSubmission) -> None:
    """What changed is graded again; what it turned and gained is told."""
    world = play(
        ("", None, graded(make, "f")),
        ("", saved, None),
        ("", None, graded(make, "p")),
        ("", None, None),
    )
    assert world.started == [None, frozenset({"double.py"})]
    running, after = world.drawn[-2].view, world.drawn[-1].view
    assert running.running == ("double",)
    assert after.running == ()
    assert after.changes is not None
    assert [check.id for check in after.changes.improved] == ["double::test_0"]
    assert after.occasion.endswith("double.py  +1")


def test_single_checks_do_not_move_the_screen(
    play: Play, make: Any, saved: StagedSubmission
) -> None:
    """While an exercise runs its checks change where they stand; the verdict is that of the end."""
    first, partly = graded(make, "ff"), graded(make, "pf")
    step = Progress("double::test_1", Text.same("Learns"), 3, 8)
    world = play(
        ("", None, first),
        ("n", None, None),
        (" ", None, None),
        ("", saved, None),
        (PARTLY, step, partly),
        ("", None, None),
    )
    view = world.drawn[-1].view
    assert (view.graded, view.progress, view.running) == (partly, step, ("double",))
    assert (view.selected, view.offset) == ("double::test_1", 5)
    assert world.verdict is first


class Runner:
    """Says one part of what it is to say at every turn; a verdict ends the run."""

    def __init__(self, *parts: list[Result]) -> None:
        self._parts = iter(parts)
        self.busy = False

    def start(self, run: Run) -> None:
        self.busy = True

    def results(self) -> list[Result]:
        part = next(self._parts, [])
        self.busy = self.busy and not any(isinstance(each, GradedSubmission) for each in part)
        return part


def test_what_a_save_turned_is_told_once(
    course: Any, make: Any, saved: StagedSubmission, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the verdict comes a turn after the last result: the run ends with the verdict."""
    assignment = find("hw1", course.root)
    before, after = graded(make, "f"), graded(make, "p")
    runner = Runner([*before.exercises, before], [], [*after.exercises], [after])
    monkeypatch.setattr(regrading, "Runner", lambda lane, said: runner)
    lane: Any = SimpleNamespace(assignment=assignment)
    world = World(stage(course.submission(), assignment.files))
    world.turns = [("", None, None), ("", saved, None), *[("", None, None)] * 4]
    asked = regrading.Regrading(lane, Said(), ("double",))
    watched = Watched(assignment, course.root / "submission")
    session = Session(watched, world, Hints(assignment), asked, world, world)  # type: ignore[arg-type]
    assert session.run() is after
    changes = world.drawn[-1].view.changes
    assert changes is not None
    assert [check.id for check in changes.improved] == ["double::test_0"]


def test_keys(play: Play, make: Any) -> None:
    """Each key does what the last line of the screen says."""
    case = Counterexample("f(1)", (), "1", "2")
    verdict = graded(make, "fff", hint=Text.same("Look."), counterexample=case)
    world = play(("", None, verdict), *(((key, None, None)) for key in "hhnpx "))
    views = [body.view for body in world.drawn]
    assert [view.selected[-1] for view in views] == ["0", "0", "0", "1", "0", "0"]
    levels = [body.help.shown for body in world.drawn]
    assert levels[:4] == [
        HintLevel.TITLE,
        HintLevel.HINT,
        HintLevel.COUNTEREXAMPLE,
        HintLevel.TITLE,
    ]
    assert views[-1].offset == 5


def test_run_all(play: Play, make: Any) -> None:
    """The key for it grades everything again."""
    world = play(("", None, graded(make)), ("r", None, None), ("", None, graded(make)))
    assert world.started == [None, None]


def test_files_that_cannot_be_read(play: Play, make: Any, saved: StagedSubmission) -> None:
    """The reason is shown beside the last results, until there is a version again."""
    gone = SubmissionError(Text.same("It is gone."))
    world = play(
        ("", None, graded(make)), ("", gone, None), ("", saved, None), ("", None, graded(make))
    )
    assert [body.view.notice is not None for body in world.drawn][:3] == [False, True, False]


def test_a_log_shows_verdicts_only(play: Play, make: Any, saved: StagedSubmission) -> None:
    """Where nothing can be redrawn each verdict is printed once, with every allowed hint."""
    verdict = graded(make, "f", hint=Text.same("Look."))
    world = play(
        ("", None, verdict),
        ("h", None, None),
        ("", saved, None),
        ("", None, graded(make, "p")),
        full=False,
    )
    assert len(world.drawn) == 2
    assert world.drawn[0].help.shown is HintLevel.COUNTEREXAMPLE


def test_the_end_of_the_input_waits_for_the_verdict(play: Play, make: Any) -> None:
    """`grade --watch < /dev/null` grades once and ends."""
    verdict = graded(make)
    world = play((QUIT, None, None), (QUIT, None, None), ("", None, verdict), full=False)
    assert world.verdict is verdict


def test_quitting_during_the_first_run(play: Play, make: Any) -> None:
    """It is obeyed at once, and there is no verdict."""
    world = play((QUIT, None, None))
    assert world.verdict is None
    assert world.drawn == []


def test_a_change_that_affects_nothing(play: Play, make: Any, saved: StagedSubmission) -> None:
    """Nothing runs, and the screen stays as it is."""
    world = play(("", None, graded(make)), ("", saved, None), ("", None, None), affects=False)
    assert len(world.started) == 2
    assert len(world.drawn) == 1


def test_moving_about_in_a_log(play: Play, make: Any) -> None:
    """A terminal without a cursor shows the next check below."""
    world = play(("", None, graded(make, "ff")), ("n", None, None), full=False)
    assert [body.view.selected[-1] for body in world.drawn] == ["0", "1"]
