"""Adding rows that may be there already, in each database's own words."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insertion(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what happens on a conflict."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def insert_new(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """False if it is there: a transaction may be tried again whose end we did not hear of."""
    new = insertion(connection, table).values(row).on_conflict_do_nothing()
    # Asked for what came of it: not every driver counts the rows.
    return connection.execute(new.returning(*table.primary_key)).first() is not None
