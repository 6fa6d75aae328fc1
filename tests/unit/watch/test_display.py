"""Views on a screen of their own, and in a log."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from grader.watch.display import FullScreen, Log, display
from grader.watch.screen import Body, Help
from grader.watch.view import View


def console(height: int = 24, *, terminal: bool = True) -> Console:
    return Console(file=io.StringIO(), width=80, height=height, force_terminal=terminal)


def written(screen: FullScreen | Log) -> str:
    file = screen.console.file
    assert isinstance(file, io.StringIO)
    text = file.getvalue()
    file.seek(0)
    file.truncate()
    return text


def rows(text: str) -> list[str]:
    """What stands in the rows of a screen that was drawn from its top."""
    drawn = text.partition("\x1b[H")[2].split("\r\n")
    return [re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", row) for row in drawn]


@pytest.fixture
def body(make: Any) -> Body:
    view = View().graded_as(make.graded("f" * 3, "pp"))
    return Body(make.page(), view, view.graded, Help())


def test_the_screen_is_filled_and_not_more(body: Body) -> None:
    """As many rows as the window has, the keys in the last one."""
    screen = FullScreen(console())
    assert screen.draw(body) == 0
    shown = rows(written(screen))
    assert len(shown) == 24
    assert shown[-1].endswith("q quit")


def test_a_small_window_scrolls(body: Body) -> None:
    """What does not fit is counted and can be scrolled to; the keys stay."""
    screen = FullScreen(console(height=9))
    beyond = screen.draw(body)
    assert beyond > 0
    top = rows(written(screen))
    assert len(top) == 9
    assert "space scroll" in top[-1]
    screen.draw(replace(body, view=replace(body.view, offset=beyond)))
    end = rows(written(screen))
    assert "Wrong in shapes::test_0." in "".join(end)
    assert "Wrong in shapes::test_0." not in "".join(top)


@pytest.mark.parametrize("height", [1, 2, 4])
def test_tiny_windows(body: Body, height: int) -> None:
    """However small the window, nothing is written below it."""
    screen = FullScreen(console(height=height))
    screen.draw(body)
    assert len(rows(written(screen))) == height


def test_the_other_screen_is_entered_once_and_left_once(body: Body) -> None:
    """Before the first view, and at the end; a screen never drawn on is never left."""
    screen = FullScreen(console())
    screen.close()
    assert written(screen) == ""
    screen.draw(body)
    screen.draw(body)
    assert written(screen).count("\x1b[?1049h") == 1
    screen.close()
    screen.close()
    assert written(screen) == "\x1b[?25h\x1b[?1049l"


def test_a_log_has_no_control_sequences(body: Body) -> None:
    """Where no terminal is, views follow one another as text."""
    log = Log(console(terminal=False))
    assert log.draw(body) == 0
    text = written(log)
    assert "\x1b" not in text
    assert text.startswith("hw1  2023123456")
    assert "q quit" not in text


@pytest.mark.parametrize(
    ("stdin", "stdout", "term", "kind"),
    [
        (True, True, "xterm", FullScreen),
        (True, True, "dumb", Log),
        (False, True, "xterm", Log),
        (True, False, "xterm", Log),
    ],
)
def test_which_display(
    monkeypatch: pytest.MonkeyPatch, stdin: bool, stdout: bool, term: str, kind: type
) -> None:
    """A full screen needs a terminal at both ends, one that can move its cursor."""
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"isatty": lambda _: stdin})())
    assert type(display(console(terminal=stdout))) is kind
