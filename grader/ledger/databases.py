"""From a URL to an engine whose database is there, sound and up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from grader.errors import UsageError
from grader.ledger import schema, sqlite
from grader.ledger.waiting import WaitNotice, patiently
from grader.text import say

_POSTGRESQL: Final = "postgresql+psycopg"
_CONNECT_TIMEOUT_S: Final = 5


def connect(url: str, *, create: bool, patience_s: float, notice: WaitNotice | None) -> Engine:
    """See `Ledger.open`."""
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(parsed.database or "")
        return patiently(lambda: sqlite.open_file(path, create=create), patience_s, notice)
    waits = {"connect_timeout": _CONNECT_TIMEOUT_S}
    engine = create_engine(parsed, connect_args=waits, pool_pre_ping=True)
    try:
        patiently(lambda: _prepare(engine, create=create), patience_s, notice)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _parsed(url: str) -> URL:
    """A path is a SQLite file; `postgresql:` means the driver that we know."""
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = URL.create("unknown")
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername=_POSTGRESQL)
    if parsed.drivername not in {"sqlite", _POSTGRESQL} or not parsed.database:
        raise UsageError(
            say(
                "The ledger is {got}, expected a file's path, sqlite:///PATH or "
                "postgresql+psycopg://USER@HOST/DATABASE.",
                got=parsed.render_as_string() if parsed.drivername != "unknown" else "no URL",
            )
        )
    return parsed


def _prepare(engine: Engine, *, create: bool) -> None:
    with engine.begin() as connection:
        schema.lock(connection)
        found = schema.version(connection)
        if found is None and not create:
            raise sqlite.no_ledger(engine.url.render_as_string())
        if found is None:
            schema.make(connection)
            return
        schema.require_not_newer(found)
        schema.migrate(connection)
