"""The tables of the ledger; described one by one in docs/reference/ledger.md."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

SCHEMA_VERSION: Final = 3
KEY: Final = (
    "student",
    "assignment",
    "submission_sha256",
    "checks_sha256",
    "environment_sha256",
)

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


about = Table("grade_ledger", metadata, Column("schema_version", Integer, nullable=False))


def _history(name: str, *columns: str) -> Table:
    """A table to which rows are added and nothing else; `content` is the whole of it, as JSON."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),  # the order of the history
        *map(_text, columns),
        Column("content", LargeBinary, nullable=False),
        # Of all the others: damage is found when the row is read, and nothing is recorded twice.
        Column("sha256", Text, nullable=False, unique=True),
        sqlite_autoincrement=True,
    )


verdicts = _history("verdicts", *KEY, "status", "batch", "recorded_at")
settled = verdicts.c.status != "fault"
# One verdict for each key; faults of ours may come again and again before it.
Index(
    "one_verdict",
    *(verdicts.c[name] for name in KEY),
    unique=True,
    sqlite_where=settled,
    postgresql_where=settled,
)
Index("verdicts_of_a_student", verdicts.c.assignment, verdicts.c.student)

claims = Table(
    "claims",
    metadata,
    *(_text(name) for name in KEY),
    _text("owner"),
    Column("until", Float(53), nullable=False),  # seconds since 1970
    PrimaryKeyConstraint(*KEY),
)

marks = _history("marks", "student", "assignment", "question", "submission_sha256", "person", "at")
Index("marks_of_an_assignment", marks.c.assignment)

extensions = _history("extensions", "student", "assignment", "person", "at")
Index("extensions_of_an_assignment", extensions.c.assignment)

answers = Table(
    "answers",
    metadata,
    _text("assignment"),
    _text("submission_sha256"),
    _text("question"),
    Column("text", LargeBinary, nullable=False),  # UTF-8
    Column("drawings", Integer, nullable=False),  # how many
    Column("drawn", LargeBinary, nullable=False),  # the drawings, as msgpack
    PrimaryKeyConstraint("assignment", "submission_sha256", "question"),
)
