"""Adding rows that may be there already, in each database's own words."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite


def insertion(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what happens on a conflict."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def insert_new(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """False if it is there: a transaction may be tried again whose end we did not hear of."""
    return connection.execute(_insert_new(connection.dialect.name, table), row).first() is not None


@cache
def _insert_new(dialect: str, table: Table) -> Insert:
    """Asked for what came of it: not every driver counts the rows."""
    return insertion(dialect, table).on_conflict_do_nothing().returning(*table.primary_key)
