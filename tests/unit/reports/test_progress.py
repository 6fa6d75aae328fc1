"""Progress is one line of a terminal, and nothing anywhere else."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console

from grader.progress import Progress, nobody_listens
from grader.records import CheckResult, Outcome
from grader.reports.progress import progress_line, progress_on
from grader.text import Text

STEP = Progress("net::test_learns", Text(en="It learns.", ko="배웁니다."), 60, 240)


def on(**options: Any) -> Console:
    return Console(file=io.StringIO(), width=60, legacy_windows=False, **options)


def test_a_terminal_shows_the_step_and_forgets_it() -> None:
    """At the end the line is taken back."""
    console = on(force_terminal=True)
    with progress_on(console, "en") as listener:
        listener(STEP)
    written = console.file.getvalue()  # type: ignore[attr-defined]
    assert "60/240" in written
    assert written.rstrip().endswith("\x1b[2K")


def test_the_line_goes_when_the_check_has_ended() -> None:
    """It does not stand there while others run, and comes back for the next that takes long."""
    console = on(force_terminal=True)
    with progress_on(console, "en") as listener:
        listener(STEP)
        listener(CheckResult(STEP.check, STEP.title, Outcome.PASSED, 1.0, 1.0))
        once = console.file.getvalue()  # type: ignore[attr-defined]
        assert once.rstrip().endswith("\x1b[2K")
        listener(STEP)
        assert console.file.getvalue() != once  # type: ignore[attr-defined]


def test_nothing_is_written_before_the_first_step() -> None:
    """Most checks say nothing; the screen does not flicker for them."""
    console = on(force_terminal=True)
    with progress_on(console, "en"):
        pass
    assert console.file.getvalue() == ""  # type: ignore[attr-defined]


def test_the_end_of_a_check_is_no_step() -> None:
    """Single results are for those who show them as they come."""
    console = on(force_terminal=True)
    with progress_on(console, "en") as listener:
        listener(CheckResult("net::test_shape", STEP.title, Outcome.PASSED, 1.0, 1.0))
    assert console.file.getvalue() == ""  # type: ignore[attr-defined]


def test_a_pipe_gets_nothing() -> None:
    """Nobody looks."""
    console = on(force_terminal=False)
    with progress_on(console, "en") as listener:
        assert listener is nobody_listens


def test_without_steps_there_is_no_bar(make: Any) -> None:
    """What is made ready is only named."""
    line = progress_line(make.page(), Progress("", Text(en="Getting ready", ko="준비 중")), 60)
    assert line.plain == "Getting ready"


def test_the_line_fits_the_window(make: Any) -> None:
    """The title gives way; the figures stay."""
    line = progress_line(make.page("ko"), STEP, 60)
    assert line.plain == "배웁니다.  ━━━━━···············  60/240"
    long = Progress("a", Text(en="word " * 40, ko=""), 1, 9)
    assert progress_line(make.page(), long, 60).cell_len < 60
