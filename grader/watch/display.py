"""Where views are drawn: a screen of its own on a terminal, else one after another."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Final, Protocol

from rich.console import Console, RenderableType
from rich.text import Text as Line

from grader.reports.theme import THEME
from grader.watch.screen import Body, Keys

_WIDEST: Final = 100  # columns; longer lines are hard to read
_LEAST_LINES: Final = 3  # of the body, however small the window
_ENTER: Final = "\x1b[?1049h\x1b[?25l"  # the other screen, no cursor
_LEAVE: Final = "\x1b[?25h\x1b[?1049l"
_HOME: Final = "\x1b[H"
_EMPTY_LINE: Final = "\x1b[2K"  # before a line: after one it would take its last cell away


class Display(Protocol):
    """Something that views are drawn on."""

    console: Console
    full: bool  # redrawn in place, and keys are heard
    page_lines: int  # to scroll by

    def close(self) -> None:
        """Leave the terminal as it was; may be called twice."""

    def draw(self, body: Body) -> int:
        """Show a view; by how many lines it can be scrolled."""


def display(console: Console) -> Display:
    """A full screen where both ends are a terminal that can do that."""
    full = console.is_terminal and sys.stdin and sys.stdin.isatty()
    able = not console.is_dumb_terminal and not console.legacy_windows
    return FullScreen(console) if full and able else Log(console)


class Log:
    """Every view after the one before."""

    full = False
    page_lines = 0

    def __init__(self, console: Console) -> None:
        self.console = console

    def close(self) -> None:
        """Nothing was changed."""

    def draw(self, body: Body) -> int:
        """Everything, without keys: it stays in the window's history."""
        for line in _lines(self.console, body):
            self.console.file.write(f"{line}\n")
        self.console.file.write("\n")
        self.console.file.flush()
        return 0


class FullScreen:
    """A terminal's other screen; what was on it before comes back at the end."""

    full = True

    def __init__(self, console: Console) -> None:
        self.console = console
        self.page_lines = 1
        self._open = False

    def close(self) -> None:
        """Back to the screen that was there."""
        if self._open:
            self._open = False
            with suppress(OSError):  # the terminal is gone
                self._write(_LEAVE)

    def draw(self, body: Body) -> int:
        """The body from its offset on, and the keys in the last lines."""
        if not self._open:
            self._open = True
            self._write(_ENTER)
        lines = _lines(self.console, body)
        for cropped in (False, True):
            keys = self._keys(body, cropped=cropped)
            room = max(self.console.height - len(keys), _LEAST_LINES)
            beyond = max(len(lines) - room, 0)
            if not beyond:
                break
        self.page_lines = max(room // 2, 1)
        start = min(body.view.offset, beyond)
        shown = lines[start : start + room]
        self._show([*shown, *[""] * (room - len(shown)), *keys])
        return beyond

    def _keys(self, body: Body, *, cropped: bool) -> list[str]:
        keys = Keys(body.page, body.view, body.help, cropped)
        rule = Line(body.page.glyphs.rule * _width(self.console), "report.quiet")
        return [*_lines(self.console, rule), *_lines(self.console, keys)]

    def _show(self, lines: list[str]) -> None:
        """All at once and over what is there, so that nothing flickers."""
        fitting = lines[: self.console.height]
        self._write(_HOME + "\r\n".join(_EMPTY_LINE + line for line in fitting))

    def _write(self, text: str) -> None:
        self.console.file.write(text)
        self.console.file.flush()


def _lines(console: Console, renderable: RenderableType) -> list[str]:
    """Its lines, with colours where the console has them."""
    with console.use_theme(THEME), console.capture() as captured:
        console.print(renderable, width=_width(console))
    return captured.get().removesuffix("\n").split("\n")


def _width(console: Console) -> int:
    return min(console.width, _WIDEST)
