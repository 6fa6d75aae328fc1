"""More time for single students, as it was given, changed and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from grader.ledger.entry import KeptExtension
from grader.ledger.inserting import insert_new
from grader.ledger.rows import extension_of, row_of_extension
from grader.ledger.schema import lock
from grader.ledger.tables import extensions

_Read = Callable[[Select[Any]], Sequence[RowMapping]]
_Write = Callable[[Callable[[Connection], tuple[KeptExtension, ...]]], tuple[KeptExtension, ...]]


class Extensions:
    """What everybody who grades must know of; a part of `Ledger`."""

    def __init__(self, read: _Read, write: _Write) -> None:
        self._read, self._write = read, write

    def history(self, assignment: str) -> list[KeptExtension]:
        """Every one, oldest first."""
        return list(map(extension_of, self._read(_all(assignment))))

    def latest(self, assignment: str) -> dict[str, KeptExtension]:
        """What counts, by student."""
        return _by_student(self.history(assignment))

    def keep(self, given: Sequence[KeptExtension]) -> tuple[KeptExtension, ...]:
        """Keep what is new or other than what counts, all of one assignment; returns just that."""
        return self._write(lambda connection: _keep(connection, given)) if given else ()


def news(
    given: Iterable[KeptExtension], latest: dict[str, KeptExtension]
) -> tuple[KeptExtension, ...]:
    """Those that say something else than what counts."""
    return tuple(each for each in given if _changes(each, latest.get(each.student)))


def _changes(given: KeptExtension, before: KeptExtension | None) -> bool:
    if before is None:
        return given.extension.gives_time
    return given.extension != before.extension


def _keep(connection: Connection, given: Sequence[KeptExtension]) -> tuple[KeptExtension, ...]:
    lock(connection)  # two batches with one file
    rows = connection.execute(_all(given[0].assignment)).mappings()
    new = news(given, _by_student(map(extension_of, rows)))
    for each in new:
        insert_new(connection, extensions, row_of_extension(each))
    return new


def _all(assignment: str) -> Select[Any]:
    rows = select(extensions).where(extensions.c.assignment == assignment)
    return rows.order_by(extensions.c.id)


def _by_student(history: Iterable[KeptExtension]) -> dict[str, KeptExtension]:
    return {each.student: each for each in history}
