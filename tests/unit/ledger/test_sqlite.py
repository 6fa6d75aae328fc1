"""The ledger as a file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from grader.errors import LedgerError, LedgerUnavailable, UsageError
from grader.ledger import Ledger, sqlite
from tests.verdicts import ASSIGNMENT, graded, key


def test_a_commit_is_on_the_disk(path: Path) -> None:
    """Every connection works with a write-ahead log, and waits for the disk at each commit."""
    with Ledger.open(str(path)) as ledger, ledger._engine.connect() as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragma == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_ledger_is_its_owners_alone(path: Path) -> None:
    """Grades are no business of other users of the machine; nothing else is left behind."""
    with Ledger.open(str(path)):
        if os.name == "posix":
            assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_network_file_system_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is written there."""
    monkeypatch.setattr(sqlite, "network_file_system", lambda _: "nfs4")
    with pytest.raises(UsageError, match=r"network file system \(nfs4\)"):
        Ledger.open(str(path))
    assert not path.exists()


def test_a_folder_that_is_not_there_is_named(path: Path) -> None:
    """The message says which file could not be made."""
    with pytest.raises(UsageError, match=r"absent.grades\.sqlite cannot be written"):
        Ledger.open(str(path.parent / "absent" / path.name))


def test_another_programs_file_is_left_alone(path: Path) -> None:
    """A SQLite file without our tables is no ledger, and gets none."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    before = path.read_bytes()
    with pytest.raises(UsageError, match="no ledger of grade"):
        Ledger.open(str(path))
    assert sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall() == [
        ("songs",)
    ]
    assert len(path.read_bytes()) == len(before)


@pytest.mark.parametrize("content", [b"", b"student,score\n", b"SQLite format 3\0" + b"x" * 4080])
def test_what_is_no_database_is_refused(path: Path, content: bytes) -> None:
    """An empty file is no empty ledger: somebody's data was there."""
    path.write_bytes(content)
    with pytest.raises((LedgerError, UsageError)) as refused:
        Ledger.open(str(path))
    assert str(path) in refused.value.message.en
    assert path.read_bytes() == content


def test_readers_do_not_wait_for_a_writer(path: Path) -> None:
    """An export works while a batch holds the lock."""
    with Ledger.open(str(path), patience_s=0) as ledger:
        ledger.record(graded(), "A")
        with closing(sqlite3.connect(path)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            assert ledger.find(key()) == graded()
            with Ledger.open(str(path), patience_s=0) as other:
                assert list(other.entries(ASSIGNMENT)) == [graded()]
            with pytest.raises(LedgerUnavailable):
                ledger.record(graded("2"), "A")
            writer.execute("ROLLBACK")
        assert ledger.record(graded("2"), "A")


def test_who_is_second_finds_the_firsts_ledger(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two that make it at once: one file comes out, and what the first recorded stays."""
    make = sqlite.schema.make

    def slow(connection: object) -> None:
        monkeypatch.setattr(sqlite.schema, "make", make)
        with Ledger.open(str(path)) as first:
            first.record(graded(), "A")
        make(connection)

    monkeypatch.setattr(sqlite.schema, "make", slow)
    with Ledger.open(str(path)) as second:
        assert second.find(key()) == graded()


def test_no_room_for_a_new_ledger(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a sentence, and no half of a ledger stays."""

    def full(_: Path) -> sqlite3.Connection:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    monkeypatch.setattr(sqlite3, "connect", full)
    with pytest.raises(LedgerError, match="cannot be used: its disk is full"):
        Ledger.open(str(path))
    assert not list(path.parent.iterdir())
