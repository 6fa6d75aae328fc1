"""Verdicts, marks and extensions in a database: nothing is ever changed or deleted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from sqlalchemy import Connection, Engine, RowMapping, Select, select

from grader.ledger import statements
from grader.ledger.databases import connect
from grader.ledger.entry import Entry, Key, Mark, Status
from grader.ledger.essays import Essays
from grader.ledger.extensions import Extensions
from grader.ledger.inserting import insert_new
from grader.ledger.rows import entry_of, key_columns, mark_of, row_of_entry, row_of_mark
from grader.ledger.tables import marks, verdicts
from grader.ledger.waiting import WaitNotice, patiently

PATIENCE_S: Final = 30.0
_PAGE: Final = 200  # records are long: a class of thousands must not sit in memory
_Result = TypeVar("_Result")


class Ledger:
    """The truth for machine verdicts and for people's marks."""

    def __init__(
        self,
        engine: Engine,
        *,
        patience_s: float = PATIENCE_S,
        notice: WaitNotice | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Use `Ledger.open`. `clock` (seconds since 1970) decides when leases end."""
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self._patience_s = patience_s
        self._notice = notice
        self._clock = clock
        self.essays = Essays(self._read, self._write)  # what students wrote, for who grades it
        self.extensions = Extensions(self._read, self._write)  # who has more time

    @classmethod
    def open(
        cls,
        url: str,
        *,
        patience_s: float = PATIENCE_S,
        notice: WaitNotice | None = None,
        create: bool = True,
    ) -> Self:
        """The ledger at a path, `sqlite:///path` or `postgresql+psycopg://...`.

        Made if absent (unless `create` is false), migrated if old. While it cannot be reached
        we try again for `patience_s`, and `notice` hears of it. `UsageError` for what is no
        ledger of ours, `LedgerError` for a damaged one, `LedgerUnavailable` when patience ends.
        """
        engine = connect(url, create=create, patience_s=patience_s, notice=notice)
        return cls(engine, patience_s=patience_s, notice=notice)

    def find(self, key: Key) -> Entry | None:
        """The verdict of a key; where there is none yet, our newest fault on it, if any."""
        return next(map(entry_of, self._read(statements.NEWEST, **key_columns(key))), None)

    def claim(self, key: Key, owner: str, lease_s: float) -> bool:
        """Reserve a key for `lease_s`, or renew one's own claim.

        False while another owner's lease holds, and where a verdict is there already.
        """
        return self._write(
            lambda connection: _claim(connection, key, owner, self._clock(), lease_s)
        )

    def record(self, entry: Entry, owner: str, *, patience_s: float | None = None) -> bool:
        """Keep a verdict for good and release the claim, in one transaction.

        False if the key has a verdict already; the claim is released all the same.
        """
        return self._write(lambda connection: _record(connection, entry, owner), patience_s)

    def entries(self, assignment: str, student: str | None = None) -> Iterator[Entry]:
        """The whole history, oldest first."""
        if student is None:
            return map(entry_of, self._pages(statements.HISTORY, assignment=assignment))
        rows = statements.HISTORY_OF_STUDENT
        return map(entry_of, self._pages(rows, assignment=assignment, student=student))

    def assignments(self) -> list[str]:
        """Those of which there is any entry."""
        rows = select(verdicts.c.assignment).distinct().order_by(verdicts.c.assignment)
        return [row["assignment"] for row in self._read(rows)]

    def current(self, assignment: str) -> list[Entry]:
        """The newest graded entry of each submission, in the order of the students."""
        newest: dict[tuple[str, str], Entry] = {}
        for entry in self.entries(assignment):
            if entry.status is Status.GRADED:
                newest[entry.key.student, entry.key.submission_sha256] = entry
        return [newest[submission] for submission in sorted(newest)]

    def mark(self, mark: Mark) -> None:
        """Keep a person's decision; an earlier one stays in the history."""
        self._write(lambda connection: insert_new(connection, marks, row_of_mark(mark)))

    def marks(self, assignment: str) -> list[Mark]:
        """Every decision, oldest first."""
        rows = select(marks).where(marks.c.assignment == assignment).order_by(marks.c.id)
        return [mark_of(row) for row in self._read(rows)]

    def close(self) -> None:
        """Give every connection back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _read(self, rows: Select[Any], **parameters: str | int) -> list[RowMapping]:
        def read() -> list[RowMapping]:
            with self._engine.connect() as connection:
                return list(connection.execute(rows, parameters).mappings())

        return patiently(read, self._patience_s, self._notice)

    def _pages(self, rows: Select[Any], **parameters: str) -> Iterator[RowMapping]:
        page = self._read(rows, page=_PAGE, last=0, **parameters)
        while page:
            yield from page
            full, last = len(page) == _PAGE, page[-1]["id"]
            page = self._read(rows, page=_PAGE, last=last, **parameters) if full else []

    def _write(
        self, change: Callable[[Connection], _Result], patience_s: float | None = None
    ) -> _Result:
        def write() -> _Result:
            with self._writer.begin() as connection:
                return change(connection)

        wait_s = self._patience_s if patience_s is None else patience_s
        return patiently(write, wait_s, self._notice)


def _claim(connection: Connection, key: Key, owner: str, now: float, lease_s: float) -> bool:
    ours = {"owner": owner, "until": now + lease_s, "now": now}
    taken = connection.execute(
        statements.claim(connection.dialect.name), key_columns(key) | ours
    ).first()
    if taken is None:
        return False
    # Looked up after the claim: whoever recorded a verdict meanwhile let go of theirs then.
    if _has_verdict(connection, key):
        _release(connection, key, owner)
        return False
    return True


def _has_verdict(connection: Connection, key: Key) -> bool:
    return connection.execute(statements.HAS_VERDICT, key_columns(key)).first() is not None


def _record(connection: Connection, entry: Entry, owner: str) -> bool:
    known = _has_verdict(connection, entry.key)
    new = not known and insert_new(connection, verdicts, row_of_entry(entry))
    _release(connection, entry.key, owner)
    return new


def _release(connection: Connection, key: Key, owner: str) -> None:
    connection.execute(statements.RELEASE, key_columns(key) | {"owner": owner})
