"""The tables' version."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from grader.errors import UsageError
from grader.ledger import Ledger, schema
from grader.ledger.tables import SCHEMA_VERSION, extensions, metadata
from tests.verdicts import ASSIGNMENT, graded, mark

# As version 1 made them; never to be changed.
VERSION_1 = """
CREATE TABLE grade_ledger (schema_version INTEGER NOT NULL);
CREATE TABLE verdicts (
    id {number},
    student TEXT NOT NULL,
    assignment TEXT NOT NULL,
    submission_sha256 TEXT NOT NULL,
    checks_sha256 TEXT NOT NULL,
    environment_sha256 TEXT NOT NULL,
    status TEXT NOT NULL,
    batch TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    content {bytes} NOT NULL,
    sha256 TEXT NOT NULL UNIQUE
);
CREATE UNIQUE INDEX one_verdict ON verdicts
    (student, assignment, submission_sha256, checks_sha256, environment_sha256)
    WHERE status != 'fault';
CREATE INDEX verdicts_of_a_student ON verdicts (assignment, student);
CREATE TABLE claims (
    student TEXT NOT NULL,
    assignment TEXT NOT NULL,
    submission_sha256 TEXT NOT NULL,
    checks_sha256 TEXT NOT NULL,
    environment_sha256 TEXT NOT NULL,
    owner TEXT NOT NULL,
    until FLOAT NOT NULL,
    PRIMARY KEY (student, assignment, submission_sha256, checks_sha256, environment_sha256)
);
INSERT INTO grade_ledger VALUES (1);
"""
TYPES = {
    "sqlite": {"number": "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "bytes": "BLOB"},
    "postgresql": {"number": "SERIAL PRIMARY KEY", "bytes": "BYTEA"},
}


def engine_of(url: str):
    return create_engine(url if "://" in url else f"sqlite:///{url}")


def write_version_1(url: str) -> None:
    engine = engine_of(url)
    with engine.begin() as connection:
        for statement in VERSION_1.format(**TYPES[engine.dialect.name]).split(";")[:-1]:
            connection.execute(text(statement))
    engine.dispose()


def shape(url: str) -> dict[str, object]:
    """What a database's tables look like, names and types."""
    engine = engine_of(url)
    with closing(engine.connect()) as connection:
        seen = inspect(connection)
        found: dict[str, object] = {
            table: (
                [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)],
                sorted(index["name"] for index in seen.get_indexes(table)),
            )
            for table in seen.get_table_names()
            if table in metadata.tables
        }
    engine.dispose()
    return found


def test_an_old_ledger_becomes_a_new_one(url: str) -> None:
    """Version 1, made by hand, has the tables of a new ledger afterwards, and can be used."""
    write_version_1(url)
    with Ledger.open(url) as ledger:
        assert ledger.record(graded(), "A")
        ledger.mark(mark())
        assert list(ledger.entries(ASSIGNMENT)) == [graded()]
        assert ledger.marks(ASSIGNMENT) == [mark()]
        migrated = shape(url)
        with ledger._writer.begin() as connection:
            assert schema.version(connection) == SCHEMA_VERSION
            metadata.drop_all(connection)
    if "://" not in url:
        url += ".new"
    with Ledger.open(url):
        assert shape(url) == migrated


def test_version_2_learns_of_extensions(url: str) -> None:
    """All that it held stays, and a file is copied before anything is changed."""
    with Ledger.open(url) as ledger:
        ledger.record(graded(), "A")
        ledger.mark(mark())
        with ledger._writer.begin() as connection:
            extensions.drop(connection)
            connection.execute(text("UPDATE grade_ledger SET schema_version = 2"))
    with Ledger.open(url) as ledger:
        assert list(ledger.entries(ASSIGNMENT)) == [graded()]
        assert ledger.marks(ASSIGNMENT) == [mark()]
        assert ledger.extensions.history(ASSIGNMENT) == []
    if "://" not in url:
        assert len(list(Path(url).parent.glob("*.backup-*"))) == 1


def test_a_newer_ledger_is_left_alone(url: str) -> None:
    """What this version does not know is neither read nor changed."""
    with Ledger.open(url) as ledger, ledger._writer.begin() as connection:
        connection.execute(text("UPDATE grade_ledger SET schema_version = 99"))
    with pytest.raises(UsageError, match=f"version 99, expected at most {SCHEMA_VERSION}"):
        Ledger.open(url)


def test_every_version_has_a_step() -> None:
    """From the first version to the newest without a gap."""
    assert sorted(schema.STEPS) == list(range(2, SCHEMA_VERSION + 1))


def test_a_step_that_fails_changes_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole way to the newest version is one transaction."""
    write_version_1(url)

    def fails(connection: object) -> None:
        schema.marks.create(connection)
        raise RuntimeError("step")

    monkeypatch.setitem(schema.STEPS, 2, fails)
    with pytest.raises(RuntimeError, match="step"):
        Ledger.open(url)
    assert "marks" not in shape(url)
    monkeypatch.undo()
    with Ledger.open(url) as ledger:
        assert ledger.marks(ASSIGNMENT) == []
