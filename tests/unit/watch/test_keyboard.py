"""Single keys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

import pytest

from grader.watch import keyboard as keyboards
from grader.watch.keyboard import QUIT, ClosedInput

pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX's")
termios = pytest.importorskip("termios", reason="so are their modes")

WAIT_S = 10.0  # a guard, not a measurement
READ = os.read


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """The two ends of a pseudo-terminal: where a person types, where the program reads."""
    person, program = pty.openpty()
    yield person, program
    for end in (person, program):
        with suppress(OSError):
            os.close(end)


def test_keys_come_one_by_one(ends: tuple[int, int]) -> None:
    """Without a line's end, in any case, none lost when several come at once."""
    person, program = ends
    keys = keyboards.PosixKeyboard(program)
    keys.open()
    os.write(person, b"nHe")
    assert [keys.read(WAIT_S) for _ in range(3)] == ["n", "h", "e"]
    assert keys.read(0) == ""


@pytest.mark.parametrize("typed", [b"\x1b[A", b"\x1bOP", b"\xff"])
def test_other_keys_count_as_none(ends: tuple[int, int], typed: bytes) -> None:
    """Arrows, function keys and broken bytes do nothing, not even what their letters would."""
    person, program = ends
    keys = keyboards.PosixKeyboard(program)
    keys.open()
    os.write(person, typed)
    assert keys.read(WAIT_S) == ""


def test_the_terminal_is_restored(ends: tuple[int, int]) -> None:
    """Echo and line mode are as they were, however often it is closed."""
    _, program = ends
    before = termios.tcgetattr(program)
    keys = keyboards.PosixKeyboard(program)
    keys.open()
    assert not termios.tcgetattr(program)[3] & (termios.ECHO | termios.ICANON)
    keys.close()
    keys.close()
    assert termios.tcgetattr(program) == before


def test_a_terminal_that_is_gone(ends: tuple[int, int]) -> None:
    """It ends the session."""
    person, program = ends
    keys = keyboards.PosixKeyboard(program)
    keys.open()
    os.close(person)
    assert keys.read(WAIT_S) == QUIT


def test_without_a_terminal_only_the_end_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is piped in is no key; its end is."""
    reading, writing = os.pipe()
    monkeypatch.setattr(keyboards.os, "read", lambda _, size: READ(reading, size))
    keys = ClosedInput()
    os.write(writing, b"n")
    assert keys.read(0) == ""
    os.close(writing)
    assert keys.read(WAIT_S) == QUIT
    os.close(reading)
