"""The ledger as a SQLite file: durable, checked when it is opened, backed up before it changes."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from grader.errors import GradeError, LedgerError, UsageError
from grader.ledger import schema
from grader.ledger.backups import back_up, back_up_daily, newest_sound
from grader.ledger.mounts import network_file_system
from grader.ledger.rows import is_sound
from grader.ledger.tables import SCHEMA_VERSION, metadata
from grader.ledger.waiting import unusable
from grader.text import Text, say
from grader.writing import FOR_OWNER, replacing

_BUSY_TIMEOUT_S: Final = 0.2  # then we say that we wait, and try again
_PRAGMAS: Final = ("synchronous = FULL", "foreign_keys = ON")
_DAMAGE: Final = {"SQLITE_CORRUPT", "SQLITE_NOTADB", ""}  # text that is no UTF-8 has no name


def open_file(path: Path, *, create: bool) -> Engine:
    """An engine on a sound file of the newest schema; see `Ledger.open`."""
    _require_local(path)
    old = path.exists()
    if not old:
        if not create:
            raise no_ledger(path)
        _make(path)
    engine = _engine(path)
    try:
        _require_sound(engine, path)
        _bring_up_to_date(engine, path)
        if old and create:  # whoever may make a ledger is about to write
            back_up_daily(path, datetime.now(UTC).date())
    except BaseException:
        engine.dispose()
        raise
    return engine


def no_ledger(place: Path | str) -> UsageError:
    """Where one was to be read."""
    return UsageError(
        say(
            "There is no ledger at {place}. Name it with --ledger; grade batch makes it.",
            place=place,
        )
    )


def _require_local(path: Path) -> None:
    if found := network_file_system(path.parent):
        raise UsageError(
            say(
                "The ledger {file} would lie on a network file system ({got}), where SQLite loses "
                "data. Put it on a local disk, or use PostgreSQL.",
                file=path,
                got=found,
            )
        )


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": _BUSY_TIMEOUT_S}
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, see `_begin`
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer waits for its turn before its work, not in the midst of it."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make(path: Path) -> None:
    """Under another name first: nobody ever opens half a ledger."""
    try:
        with replacing(path, FOR_OWNER, os.link) as temporary:
            _write_ahead(temporary)
            engine = _engine(temporary)
            with engine.begin() as connection:
                schema.make(connection)
            engine.dispose()
    except UsageError:
        if not path.exists():  # else another grader was first: then its ledger counts
            raise


def _write_ahead(path: Path) -> None:
    """From now on, in every copy too; no transaction may be open."""
    try:
        with closing(sqlite3.connect(path)) as file:
            file.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        raise unusable(error) from None


def _require_sound(engine: Engine, path: Path) -> None:
    try:
        problem = _problem(engine, path)
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorname", "").partition("_VTAB")[0] not in _DAMAGE:
            raise
        problem = str(error.orig)
    except UnicodeDecodeError as error:  # the driver's message quotes what it has read
        problem = str(error)
    if problem is not None:
        raise _damaged(path, problem)


def _damaged(path: Path, problem: Text | str) -> LedgerError:
    damaged = say(
        "{file} is no sound ledger: {problem}. Nothing was changed.", file=path, problem=problem
    )
    backup = newest_sound(path, _opens)
    if backup is None:
        return LedgerError(say("{damaged} There is no sound backup beside it.", damaged=damaged))
    return LedgerError(
        say(
            "{damaged} Put its newest sound backup in its place: {backup}",
            damaged=damaged,
            backup=backup,
        )
    )


def _problem(engine: Engine, path: Path) -> Text | str | None:
    """What is wrong with the file: its pages, its indexes, or a single row."""
    if not path.stat().st_size:
        return say("it is empty")  # to SQLite a new database; to us, one whose data is gone
    with engine.connect().execution_options(yield_per=100) as connection:
        found = connection.execute(text("PRAGMA integrity_check(1)")).scalar()
        if found != "ok":
            return str(found)
        present = inspect(connection).get_table_names()
        for table in metadata.sorted_tables:
            if table.name in present and "sha256" in table.c:
                rows = connection.execute(text(f"SELECT * FROM {table.name}"))  # noqa: S608 - ours
                if damaged := next((row for row in rows.mappings() if not is_sound(row)), None):
                    return f"{table.name}, row {damaged['id']}"
    return None


def _opens(path: Path) -> bool:
    engine = _engine(path)
    try:
        return _problem(engine, path) is None
    except (DBAPIError, GradeError):
        return False
    finally:
        engine.dispose()


def _bring_up_to_date(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        found = schema.version(connection)
    if found is None:
        raise UsageError(say("{file} is a SQLite file, but no ledger of grade.", file=path))
    schema.require_not_newer(found)
    if found == SCHEMA_VERSION:
        return
    back_up(path)
    with engine.execution_options(writes=True).begin() as connection:
        schema.migrate(connection)
