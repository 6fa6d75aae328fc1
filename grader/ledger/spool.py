"""Where verdicts wait while the ledger cannot take them."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final, Self

import msgspec
import platformdirs

from grader.errors import LedgerError, LedgerUnavailable
from grader.ledger.entry import Entry
from grader.ledger.ledger import Ledger
from grader.text import say

_WAIT_S: Final = 60.0  # for another batch on this machine that is writing its own
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS waiting "
    "(id INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, entry BLOB NOT NULL)"
)


class Spool:
    """A local file of entries, in order; safe against kills, power loss and other processes.

    It is a SQLite file of its own for just that: see docs/adr/0012-the-ledger.md.
    """

    def __init__(self, path: Path) -> None:
        """`path` is made when the first entry has to wait."""
        self.path = path

    @classmethod
    def of(cls, url: str) -> Self:
        """The one for a ledger, on this machine: every batch on that ledger shares it."""
        name = hashlib.blake2b(url.encode(), digest_size=16).hexdigest()
        return cls(platformdirs.user_state_path("grade") / "spool" / f"{name}.sqlite")

    def __len__(self) -> int:
        """How many entries wait."""
        return self._run("SELECT count(*) FROM waiting")[0][0] if self.path.exists() else 0

    def record(self, ledger: Ledger, entry: Entry, owner: str) -> bool:
        """`ledger.record`; what the ledger cannot take now waits here, behind all that waits.

        False only if the ledger had a verdict for the key before.
        """
        try:
            self.flush(ledger)
            return ledger.record(entry, owner)
        except LedgerUnavailable:
            self._run(
                "INSERT INTO waiting (owner, entry) VALUES (?, ?)",
                (owner, msgspec.json.encode(entry)),
            )
            return True

    def flush(self, ledger: Ledger) -> int:
        """Hand on what waits, oldest first; how many it was.

        `LedgerUnavailable` at the first that cannot be handed on: the rest goes on waiting.
        """
        flushed = 0
        while first := self._first():
            number, owner, entry = first
            ledger.record(entry, owner, patience_s=0)
            # Killed before this line, we hand it on again; the ledger knows it by then.
            self._run("DELETE FROM waiting WHERE id = ?", (number,))
            flushed += 1
        return flushed

    def _first(self) -> tuple[int, str, Entry] | None:
        if not self.path.exists():
            return None
        rows = self._run("SELECT id, owner, entry FROM waiting ORDER BY id LIMIT 1")
        return next(((n, owner, msgspec.json.decode(e, type=Entry)) for n, owner, e in rows), None)

    def _run(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=_WAIT_S)) as connection, connection:
                # No write-ahead log here: a home folder may well lie on a network.
                connection.execute("PRAGMA synchronous = EXTRA")
                connection.execute(_TABLE)
                return connection.execute(statement, values).fetchall()
        except (OSError, sqlite3.Error) as error:
            raise LedgerError(
                say(
                    "Verdicts wait in {file}, which cannot be used: {error}",
                    file=self.path,
                    error=error,
                )
            ) from None
