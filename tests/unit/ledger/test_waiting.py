"""Waiting for a database, and what is not worth waiting for."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import DatabaseError, OperationalError

from grader.errors import LedgerError, LedgerUnavailable
from grader.ledger import waiting
from grader.text import Text


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(waiting, "time", made)
    return made


def failing(name: str, kind: type[DatabaseError] = OperationalError) -> DatabaseError:
    error = sqlite3.OperationalError(f"{name} happened\nDETAIL: x")
    error.sqlite_errorname = name
    return kind("INSERT INTO verdicts VALUES (?)", ("a student's record",), error)


def test_a_lock_that_opens_is_waited_for(clock: Clock) -> None:
    """The action is tried until it succeeds; one notice is given, after a second."""
    heard: list[tuple[float, Text]] = []

    def action() -> str:
        if clock.now < 12:
            raise failing("SQLITE_BUSY")
        return "done"

    assert waiting.patiently(action, 30, lambda text: heard.append((clock.now, text))) == "done"
    assert len(heard) == 1
    assert 1 < heard[0][0] < 3


def test_a_short_wait_is_silent(clock: Clock) -> None:
    """Nobody hears of a tenth of a second."""

    def action() -> float:
        if clock.now < 0.1:
            raise failing("SQLITE_BUSY")
        return clock.now

    heard: list[Text] = []
    assert waiting.patiently(action, 30, heard.append) >= 0.1
    assert not heard


def test_patience_ends(clock: Clock) -> None:
    """After it the driver's first line is told, and neither statement nor values."""

    def action() -> None:
        raise failing("SQLITE_BUSY")

    with pytest.raises(LedgerUnavailable) as gone:
        waiting.patiently(action, 5, None)
    assert clock.now <= 5
    assert gone.value.message.en.endswith(" s: SQLITE_BUSY happened")


def test_without_patience_there_is_one_try(clock: Clock) -> None:
    """Zero seconds mean no second try."""
    with pytest.raises(LedgerUnavailable):
        waiting.patiently(lambda: (_ for _ in ()).throw(failing("SQLITE_LOCKED")), 0, None)
    assert clock.now == 0


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("SQLITE_FULL", "its disk is full. What it holds is safe"),
        ("SQLITE_READONLY_DIRECTORY", "its file and its folder must be writable"),
        ("SQLITE_CANTOPEN", "its file and its folder must be writable"),
        ("SQLITE_IOERR", "SQLITE_IOERR happened"),
        ("SQLITE_CORRUPT", "SQLITE_CORRUPT happened"),
    ],
)
def test_what_no_waiting_mends_is_told_at_once(clock: Clock, name: str, advice: str) -> None:
    """A full disk stays full; where we know what to do, it is said."""
    with pytest.raises(LedgerError, match=f"cannot be used: {advice}") as gone:
        waiting.patiently(lambda: (_ for _ in ()).throw(failing(name)), 30, None)
    assert not isinstance(gone.value, LedgerUnavailable)
    assert clock.now == 0


@pytest.mark.parametrize(("state", "passes"), [(None, True), ("57P01", True), ("53100", False)])
def test_a_lost_connection_passes_and_a_full_server_does_not(
    clock: Clock, state: str | None, passes: bool
) -> None:
    """PostgreSQL says by its codes what is wrong."""
    error = Exception("gone")
    error.sqlstate = state
    with pytest.raises(LedgerError) as gone:
        waiting.patiently(lambda: (_ for _ in ()).throw(OperationalError("", (), error)), 1, None)
    assert isinstance(gone.value, LedgerUnavailable) == passes
