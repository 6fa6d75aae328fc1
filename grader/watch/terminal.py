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


class Borrowed:
    """Display and keyboard while the session has them."""

    def __init__(self, display: Display, keyboard: Keyboard) -> None:
        """Nothing is changed before `borrowed`."""
        self._display = display
        self._keyboard = keyboard
        self._asked_to_stop = False

    def ask_to_stop(self, *_: object) -> None:
        """Ctrl-Z was pressed; whatever is being written is written to its end first."""
        self._asked_to_stop = True

    def stopped(self) -> bool:
        """Stop here if it was asked for; whether everything must be drawn anew."""
        if sys.platform == "win32" or not self._asked_to_stop:
            return False
        self._asked_to_stop = False
        self._keyboard.close()
        self._display.close()
        os.kill(os.getpid(), signal.SIGSTOP)
        self._keyboard.open()
        return True


@contextmanager
def borrowed(display: Display, keyboard: Keyboard) -> Iterator[Borrowed]:
    """Keys come one by one within."""
    with ExitStack() as undo:
        undo.callback(display.close)
        undo.callback(keyboard.close)
        both = Borrowed(display, keyboard)
        for name in _ENDING:
            _handle(undo, name, _end)
        _handle(undo, "SIGTSTP", both.ask_to_stop)
        keyboard.open()
        yield both


def _handle(undo: ExitStack, name: str, handler: Callable[..., Any]) -> None:
    """Handle a signal until `undo`, where the system has it."""
    if hasattr(signal, name):
        number = getattr(signal, name)
        undo.callback(signal.signal, number, signal.signal(number, handler))


def _end(number: int, _: object) -> None:
    """An exception, so that everything open is closed."""
    raise SystemExit(_EXIT_CODE_OF_SIGNALS + number)
