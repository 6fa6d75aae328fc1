"""The version of the tables: made new, or brought up to date step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, insert, inspect, select, text, update

from grader.errors import UsageError
from grader.ledger.tables import SCHEMA_VERSION, about, answers, extensions, marks, metadata
from grader.text import say

_LOCK: Final = 0x6772616465  # "grade"; PostgreSQL's advisory locks are numbers


def _people_mark_essays(connection: Connection) -> None:
    marks.create(connection)
    answers.create(connection)


def _students_have_more_time(connection: Connection) -> None:
    extensions.create(connection)


# By the version they lead to. A step that was released is never changed again.
STEPS: Final[dict[int, Callable[[Connection], None]]] = {
    2: _people_mark_essays,
    3: _students_have_more_time,
}


def make(connection: Connection) -> None:
    """All tables, in a database that has none."""
    metadata.create_all(connection)
    connection.execute(insert(about), {"schema_version": SCHEMA_VERSION})


def version(connection: Connection) -> int | None:
    """Of the tables that are there; None in a database without a ledger."""
    if not inspect(connection).has_table(about.name):
        return None
    return connection.execute(select(about.c.schema_version)).scalar()


def lock(connection: Connection) -> None:
    """Let nobody else look at the schema before this transaction ends."""
    if connection.dialect.name == "postgresql":  # SQLite's writers are alone anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def require_not_newer(found: int) -> None:
    """`UsageError` for tables that this version of grade does not know."""
    if found > SCHEMA_VERSION:
        raise UsageError(
            say(
                "The ledger has schema version {got}, expected at most {expected}: a newer grade "
                "wrote it. Update grade on this machine.",
                got=found,
                expected=SCHEMA_VERSION,
            )
        )


def migrate(connection: Connection) -> None:
    """Every step that is missing, in the transaction of `connection`."""
    for step in range((version(connection) or 0) + 1, SCHEMA_VERSION + 1):
        STEPS[step](connection)
    connection.execute(update(about).values(schema_version=SCHEMA_VERSION))
