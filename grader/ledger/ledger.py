"""Verdicts and marks in a database: nothing is ever changed or deleted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    RowMapping,
    Select,
    Table,
    and_,
    delete,
    select,
)

from grader.ledger.databases import connect
from grader.ledger.entry import Entry, Key, Mark, Status
from grader.ledger.essays import Essays
from grader.ledger.inserting import insert_new, insertion
from grader.ledger.rows import entry_of, key_columns, mark_of, row_of_entry, row_of_mark
from grader.ledger.tables import KEY, claims, marks, settled, verdicts
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
        rows = select(verdicts).where(*_is(verdicts, key))
        newest = rows.order_by(settled.desc(), verdicts.c.id.desc()).limit(1)
        return next(map(entry_of, self._read(newest)), None)

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
        rows = select(verdicts).where(verdicts.c.assignment == assignment)
        if student is not None:
            rows = rows.where(verdicts.c.student == student)
        return map(entry_of, self._pages(rows))

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

    def _read(self, rows: Select[Any]) -> list[RowMapping]:
        def read() -> list[RowMapping]:
            with self._engine.connect() as connection:
                return list(connection.execute(rows).mappings())

        return patiently(read, self._patience_s, self._notice)

    def _pages(self, rows: Select[Any]) -> Iterator[RowMapping]:
        last = 0
        while page := self._read(
            rows.where(verdicts.c.id > last).order_by(verdicts.c.id).limit(_PAGE)
        ):
            yield from page
            last = page[-1]["id"]

    def _write(
        self, change: Callable[[Connection], _Result], patience_s: float | None = None
    ) -> _Result:
        def write() -> _Result:
            with self._writer.begin() as connection:
                return change(connection)

        wait_s = self._patience_s if patience_s is None else patience_s
        return patiently(write, wait_s, self._notice)


def _is(table: Table, key: Key) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in key_columns(key).items()))


def _has_verdict(connection: Connection, key: Key) -> bool:
    found = select(verdicts.c.id).where(_is(verdicts, key), settled)
    return connection.execute(found).first() is not None


def _claim(connection: Connection, key: Key, owner: str, now: float, lease_s: float) -> bool:
    ours = {"owner": owner, "until": now + lease_s}
    new = insertion(connection, claims).values(**key_columns(key), **ours)
    free = (claims.c.until <= now) | (claims.c.owner == owner)
    taken = new.on_conflict_do_update(index_elements=KEY, set_=ours, where=free)
    if connection.execute(taken.returning(claims.c.owner)).first() is None:
        return False
    # Looked up after the claim: whoever recorded a verdict meanwhile let go of theirs then.
    if _has_verdict(connection, key):
        _release(connection, key, owner)
        return False
    return True


def _record(connection: Connection, entry: Entry, owner: str) -> bool:
    known = _has_verdict(connection, entry.key)
    new = not known and insert_new(connection, verdicts, row_of_entry(entry))
    _release(connection, entry.key, owner)
    return new


def _release(connection: Connection, key: Key, owner: str) -> None:
    connection.execute(delete(claims).where(_is(claims, key), claims.c.owner == owner))
