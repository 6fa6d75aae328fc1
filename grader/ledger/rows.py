"""Entries, marks and extensions as rows, and back; a row that was damaged is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import RowMapping

from grader.errors import LedgerError
from grader.ledger.entry import Entry, KeptExtension, Key, Mark
from grader.ledger.tables import KEY
from grader.text import say

_Content = TypeVar("_Content", Entry, Mark, KeptExtension)
_NOT_SUMMED: Final = ("id", "sha256")


def key_columns(key: Key) -> dict[str, str]:
    """The columns that a key is made of."""
    return {name: getattr(key, name) for name in KEY}


def row_of_entry(entry: Entry) -> dict[str, Any]:
    """The columns of `verdicts`."""
    return _summed(
        {
            **key_columns(entry.key),
            "status": str(entry.status),
            "batch": entry.batch,
            "recorded_at": _utc(entry.recorded_at),
            "content": msgspec.json.encode(entry),
        }
    )


def row_of_mark(mark: Mark) -> dict[str, Any]:
    """The columns of `marks`."""
    return _summed(
        {
            "student": mark.student,
            "assignment": mark.assignment,
            "question": mark.question,
            "submission_sha256": mark.submission_sha256,
            "person": mark.person,
            "at": _utc(mark.at),
            "content": msgspec.json.encode(mark),
        }
    )


def row_of_extension(kept: KeptExtension) -> dict[str, Any]:
    """The columns of `extensions`."""
    return _summed(
        {
            "student": kept.student,
            "assignment": kept.assignment,
            "person": kept.person,
            "at": _utc(kept.at),
            "content": msgspec.json.encode(kept),
        }
    )


def entry_of(row: RowMapping) -> Entry:
    """A row of `verdicts` as it was recorded; `LedgerError` if it is another by now."""
    return _content_of(row, Entry)


def mark_of(row: RowMapping) -> Mark:
    """A row of `marks` as it was recorded; `LedgerError` if it is another by now."""
    return _content_of(row, Mark)


def extension_of(row: RowMapping) -> KeptExtension:
    """A row of `extensions` as it was recorded; `LedgerError` if it is another by now."""
    return _content_of(row, KeptExtension)


def is_sound(row: RowMapping) -> bool:
    """Is every column what was written?"""
    return bool(row["sha256"] == _sum({name: row[name] for name in row if name != "sha256"}))


def _content_of(row: RowMapping, kind: type[_Content]) -> _Content:
    if not is_sound(row):
        raise LedgerError(
            say("Row {row} of the ledger is damaged: it is not what was recorded.", row=row["id"])
        )
    try:
        return msgspec.json.decode(row["content"], type=kind)
    except msgspec.MsgspecError as error:
        raise LedgerError(
            say(
                "Row {row} of the ledger cannot be read by this version of grade: {error}",
                row=row["id"],
                error=error,
            )
        ) from None


def _summed(columns: dict[str, Any]) -> dict[str, Any]:
    return {**columns, "sha256": _sum(columns)}


def _sum(columns: Mapping[str, Any]) -> str:
    total = hashlib.sha256()
    for name in sorted(set(columns) - set(_NOT_SUMMED)):
        value = columns[name] if name == "content" else str(columns[name]).encode()
        total.update(len(value).to_bytes(8) + value)
    return total.hexdigest()


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
