"""Single keys, wherever they come from."""

from __future__ import annotations

import os
import select
import sys
import threading
import time
from contextlib import suppress
from typing import Final, Protocol

QUIT: Final = "q"
_CHUNK = 64
_ESCAPE = "\x1b"


class Keyboard(Protocol):
    """Where keys come from."""

    def read(self, timeout_s: float) -> str:
        """The next key, or "" when none came in time; `QUIT` where none can come any more."""

    def open(self) -> None:
        """Take keys one by one, unseen."""

    def close(self) -> None:
        """Leave the terminal as it was; may be called twice."""


def keyboard() -> Keyboard:
    """The one of this process's standard input."""
    if not sys.stdin or not sys.stdin.isatty():
        return ClosedInput()
    if sys.platform == "win32":
        return WindowsKeyboard()
    return PosixKeyboard(sys.stdin.fileno())


class ClosedInput:
    """No terminal: only the end of the input counts."""

    def __init__(self) -> None:
        """Read in the background: a pipe cannot be polled on every system."""
        self._ended = threading.Event()
        threading.Thread(target=self._drain, daemon=True).start()

    def read(self, timeout_s: float) -> str:
        """Only `QUIT`, when the input has ended."""
        return QUIT if self._ended.wait(timeout_s) else ""

    def open(self) -> None:
        """There is nothing to set."""

    def close(self) -> None:
        """Nothing was set."""

    def _drain(self) -> None:
        try:
            while os.read(0, _CHUNK):
                pass
        except OSError:
            pass
        self._ended.set()


if sys.platform == "win32":
    import msvcrt

    _STEP_S = 0.01

    class WindowsKeyboard:
        """A Windows console."""

        def read(self, timeout_s: float) -> str:
            """The next key; arrows and function keys count as none."""
            end = time.monotonic() + timeout_s
            while not msvcrt.kbhit():
                if time.monotonic() >= end:
                    return ""
                time.sleep(_STEP_S)
            key = msvcrt.getwch()
            if key in ("\x00", "\xe0"):  # an arrow or function key: a second code follows
                msvcrt.getwch()
                return ""
            return key.lower()

        def open(self) -> None:
            """Keys come one by one here anyway."""

        def close(self) -> None:
            """Nothing was set."""

else:
    import termios
    import tty

    class PosixKeyboard:
        """A terminal, without echo and without waiting for the end of a line."""

        def __init__(self, descriptor: int) -> None:
            self._descriptor = descriptor
            self._before = termios.tcgetattr(descriptor)
            self._typed = ""

        def read(self, timeout_s: float) -> str:
            """The next key; arrows and function keys count as none."""
            if not self._typed and select.select([self._descriptor], [], [], timeout_s)[0]:
                self._typed = self._arrived()
            key, self._typed = self._typed[:1], self._typed[1:]
            return key.lower()

        def open(self) -> None:
            """No echo, no waiting for the end of a line; Ctrl-C stays what it is."""
            tty.setcbreak(self._descriptor, termios.TCSADRAIN)

        def close(self) -> None:
            """As it was when this object was made; a terminal that is gone needs nothing."""
            with suppress(termios.error):
                termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._before)

        def _arrived(self) -> str:
            try:
                data = os.read(self._descriptor, _CHUNK)
            except OSError:
                data = b""
            if not data:  # the terminal is gone
                return QUIT
            typed = data.decode(errors="ignore")
            return "" if typed.startswith(_ESCAPE) else typed  # arrows and the like
