"""When each submission was received, as the system that took it in says.

The submission's own files are never asked: whoever made them chose their times.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Final

from grader.roster.identity import FromNames, FromRoster
from grader.roster.labels import Label
from grader.roster.moments import moment_in
from grader.roster.students import Student, same
from grader.roster.table import STUDENT_HEADERS, Headers, Row, Table, read_table
from grader.text import say

_HEADERS: Final[Headers] = {
    "id": (*STUDENT_HEADERS[:-1], "email", "email address", "이메일", "identifier", "식별자", "id"),
    "at": (
        *("received", "received at", "submitted", "submitted at", "time", "접수", "접수 시각"),
        *("제출", "제출 시각", "제출시각", "제출 일시", "제출일시", "제출일", "제출 시간"),
        *("last modified (submission)", "최종 수정 (제출)", "최종 수정일 (제출)"),
    ),
    "attempt": ("attempt", "attempts", "시도", "회차", "제출 횟수"),
}
_ABSENT: Final = ("", "-")


class Receipts:
    """Times of receipt by student."""

    def __init__(self, times: Mapping[str, Mapping[int | None, list[datetime]]]) -> None:
        """Times by id and attempt; None stands for a line that names no attempt."""
        self._times = times

    def of(self, student_id: str, attempts: int) -> list[datetime | None]:
        """When each of so many attempts was received, oldest first; None where nothing says so.

        Lines that name no attempt are those of the last ones.
        """
        told = self._times.get(same(student_id), {})
        unnamed = sorted(told.get(None, []))[-attempts:]
        from_the_end: list[datetime | None] = [*([None] * (attempts - len(unnamed))), *unnamed]
        return [
            max(told[number]) if number in told else unnumbered
            for number, unnumbered in enumerate(from_the_end, start=1)
        ]


def read_receipts(
    path: Path, roster: Iterable[Student] | None = None, zone: tzinfo | None = None
) -> Receipts:
    """The receipts of a CSV or TSV file, or of the learning system's own table.

    `zone` is where times without one were written. `UsageError` with the line for a time that
    cannot be read, or has no zone while `zone` is None, or is there twice in `zone`.
    """
    table = read_table(path, _HEADERS, required=("id", "at"))
    who = FromNames() if roster is None else FromRoster(roster)
    times: dict[str, dict[int | None, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    for row in table.rows:
        if row["at"] in _ABSENT:
            continue
        meant = who.of(Label(row["id"], row["id"]))
        identity = meant[0] if len(meant) == 1 else row["id"]
        times[same(identity)][_attempt(table, row)].append(moment_in(table, row, "at", zone))
    return Receipts(times)


def _attempt(table: Table, row: Row) -> int | None:
    if not row["attempt"]:
        return None
    if not re.fullmatch(r"[1-9]\d{0,5}", row["attempt"]):
        raise table.wrong(
            row, say("The attempt is {got}, expected a number from 1.", got=ascii(row["attempt"]))
        )
    return int(row["attempt"])
