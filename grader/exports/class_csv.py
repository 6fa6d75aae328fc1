"""The class as one CSV file, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from grader.exports.cells import Cell, csv_file
from grader.exports.standing import Standing

COLUMNS: Final = (
    "student",
    "name",
    "section",
    "status",
    "score",
    "points",
    "lateness_factor",
    "adjusted",
    "waiting",
    "marks",
    "total",
    "late_by_s",
    "received_at",
    "versions",
    "submission_sha256",
    "recorded_at",
    "reason_en",
    "reason_ko",
)


def class_csv(standings: Iterable[Standing]) -> bytes:
    """A line a student; of the same ledger the same bytes."""
    return csv_file(COLUMNS, map(_row, standings))


def _row(standing: Standing) -> dict[str, Cell]:
    """A cell stays empty where nothing is decided: an empty one is no 0."""
    row: dict[str, Cell] = {
        "student": standing.student,
        "name": standing.name,
        "section": standing.section,
        "status": standing.status,
        "total": standing.total,
        "versions": standing.versions,
    }
    if entry := standing.entry:
        row |= {
            "lateness_factor": entry.lateness_factor,
            "late_by_s": entry.late_by_s,
            "received_at": entry.received_at,
            "submission_sha256": entry.key.submission_sha256,
            "recorded_at": entry.recorded_at,
            "reason_en": entry.reason.en if entry.reason else None,
            "reason_ko": entry.reason.ko if entry.reason else None,
        }
    if entry and entry.record:
        row |= {
            "score": standing.score,
            "points": entry.record.points,
            "adjusted": standing.adjusted,
            "waiting": standing.waiting,
            "marks": standing.marked,
        }
    return row
