"""The terminal is given back."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import pytest

from grader.watch.terminal import borrowed

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


class Fake:
    """A display and a keyboard that remember what was asked of them."""

    full = True
    page_lines = 1
    console: Any = None

    def __init__(self) -> None:
        self.asked: list[str] = []

    def open(self) -> None:
        self.asked.append("open")

    def close(self) -> None:
        self.asked.append("close")

    def draw(self, body: Any) -> int:
        return 0

    def read(self, timeout_s: float) -> str:
        return ""


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_after_any_exception(error: type[BaseException]) -> None:
    """Both are closed, and the exception goes on."""
    screen, keys = Fake(), Fake()
    with pytest.raises(error), borrowed(screen, keys):
        raise error
    assert (screen.asked, keys.asked) == (["close"], ["open", "close"])


@POSIX
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_after_a_signal_that_ends(name: str) -> None:
    """It becomes an exit with the code that shells give, after both were closed."""
    screen, keys = Fake(), Fake()
    before = signal.getsignal(getattr(signal, name))
    with pytest.raises(SystemExit) as ended, borrowed(screen, keys):
        signal.raise_signal(getattr(signal, name))
    assert ended.value.code == 128 + getattr(signal, name)
    assert keys.asked == ["open", "close"]
    assert signal.getsignal(getattr(signal, name)) is before


@POSIX
def test_stopped_and_continued(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-Z takes effect between two drawings; once back, everything is to be drawn anew."""
    screen, keys = Fake(), Fake()
    sent: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _, number: sent.append(number))
    with borrowed(screen, keys) as terminal:
        assert not terminal.stopped()
        signal.raise_signal(signal.SIGTSTP)
        assert sent == []
        assert terminal.stopped()
        assert sent == [signal.SIGSTOP]
        assert (screen.asked, keys.asked) == (["close"], ["open", "close", "open"])
        assert not terminal.stopped()
