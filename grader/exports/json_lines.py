"""The class as JSON lines, for programs: everything, so for the course's staff alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from grader.errors import GraderFault
from grader.exports.standing import Standing
from grader.ledger import Entry
from grader.text import say
from grader.writing import json_line


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One student."""

    student: str
    status: str
    score: float
    adjusted: float
    waiting: float
    marks: dict[str, float]
    total: float | None  # None while it may still change
    versions: int
    entry: Entry | None  # as the ledger holds it


def json_lines(standings: Iterable[Standing]) -> Iterator[bytes]:
    """A line a student; of the same ledger the same bytes."""
    for standing in standings:
        yield json_line(_line(standing))


def require_line(written: bytes) -> None:
    """`GraderFault` if what was written does not say what it should."""
    try:
        msgspec.json.decode(written, type=Line)
    except msgspec.MsgspecError as error:
        raise GraderFault(say("What was written cannot be read: {error}", error=error)) from None


def _line(standing: Standing) -> Line:
    return Line(
        student=standing.student,
        status=standing.status,
        score=standing.score,
        adjusted=standing.adjusted,
        waiting=standing.waiting,
        marks=dict(standing.marks),
        total=standing.total,
        versions=standing.versions,
        entry=standing.entry,
    )
