"""A terminal with a person in front of it, for tests."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from tests.e2e.command import ROOT, TIME_LIMIT_S

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_CONTROLLING = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.executable, [sys.executable, '-m', 'grader', *sys.argv[1:]])"
)


class Terminal:
    """`grade ARGUMENT...` on a pseudo-terminal of its own."""

    def __init__(
        self,
        arguments: Sequence[object],
        environment: Mapping[str, str],
        size: tuple[int, int] = (80, 30),
        cwd: Path = ROOT,
    ) -> None:
        """`size` in columns and rows."""
        self._person, self._program = pty.openpty()
        self._open_ends: tuple[int, ...] = (self._person, self._program)
        columns, rows = size
        fcntl.ioctl(self._program, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(self._program)
        self.written = ""  # everything so far
        self._read = 0  # how much of it was expected already
        self.process = subprocess.Popen(
            [sys.executable, "-c", _CONTROLLING, *map(str, arguments)],
            stdin=self._program,
            stdout=self._program,
            stderr=self._program,
            start_new_session=True,
            cwd=cwd,
            env={"TERM": "xterm", **environment},
        )

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._person, keys.encode())

    def expect(self, *texts: str) -> str:
        """Read until all of `texts` stand in what was written since they last did."""
        end = time.monotonic() + TIME_LIMIT_S
        while not all(text in (plain := self._new()) for text in texts):
            assert time.monotonic() < end, f"waited in vain for {texts} in:\n{plain}"
            self._receive(0.05)
        self._read = len(self.written)
        return plain

    def wait(self) -> int:
        """The exit code, when it has ended; what it wrote until then is kept."""
        end = time.monotonic() + TIME_LIMIT_S
        while self.process.poll() is None:
            assert time.monotonic() < end, f"does not end:\n{self._new()}"
            self._receive(0.05)
        self._receive(0.0)
        return self.process.returncode

    def close_window(self) -> None:
        """The program loses its terminal."""
        for end in self._open_ends:
            os.close(end)
        self._open_ends = ()

    @property
    def restored(self) -> bool:
        """Modes are as before; the screen that was there is back, with its cursor."""
        entered, left = self.written.count("\x1b[?1049h"), self.written.count("\x1b[?1049l")
        shown = self.written.rfind("\x1b[?25h") >= self.written.rfind("\x1b[?25l")
        return termios.tcgetattr(self._program) == self.before and entered == left and shown

    def _new(self) -> str:
        return " ".join(_CONTROL.sub(" ", self.written[self._read :]).split())

    def _receive(self, timeout_s: float) -> None:
        while select.select([self._person], [], [], timeout_s)[0]:
            self.written += os.read(self._person, 1 << 16).decode(errors="replace")
            timeout_s = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.close_window()
