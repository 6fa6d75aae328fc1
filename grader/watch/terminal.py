"""The terminal is left as it was found, however the session ends."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from grader.watch.display import Display
from grader.watch.keyboard import Keyboard

_ENDING = ("SIGTERM", "SIGHUP")
_EXIT_CODE_OF_SIGNALS = 128  # as shells count


@contextmanager
def borrowed(display: Display, keyboard: Keyboard, redraw: Callable[[], None]) -> Iterator[None]:
    """Keys come one by one within; `redraw` is called when the session goes on after Ctrl-Z."""
    with ExitStack() as undo:
        undo.callback(display.close)
        undo.callback(keyboard.close)
        for name in _ENDING:
            _handle(undo, name, _end)
        _handle(undo, "SIGTSTP", lambda *_: _suspend(display, keyboard, redraw))
        keyboard.open()
        yield


def _handle(undo: ExitStack, name: str, handler: Callable[..., Any]) -> None:
    """Handle a signal until `undo`, where the system has it."""
    if hasattr(signal, name):
        number = getattr(signal, name)
        undo.callback(signal.signal, number, signal.signal(number, handler))


def _end(number: int, _: object) -> None:
    """An exception, so that everything open is closed."""
    raise SystemExit(_EXIT_CODE_OF_SIGNALS + number)


def _suspend(display: Display, keyboard: Keyboard, redraw: Callable[[], None]) -> None:
    if sys.platform == "win32":
        return
    keyboard.close()
    display.close()
    os.kill(os.getpid(), signal.SIGSTOP)
    keyboard.open()
    redraw()
