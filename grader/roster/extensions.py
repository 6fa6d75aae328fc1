"""More time for single students, from the table that a course keeps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from grader.lateness import Deadline, Extension, instant
from grader.roster.moments import moment_in
from grader.roster.students import Student, same
from grader.roster.table import STUDENT_HEADERS, Headers, Row, Table, read_table
from grader.text import say

_HEADERS: Final[Headers] = {
    "id": STUDENT_HEADERS,
    "due": ("due", "new due", "deadline", "new deadline", "기한", "새 기한", "마감", "새 마감"),
    "extra_h": ("extra hours", "extra h", "hours", "추가 시간", "연장 시간", "시간"),
}


def read_extensions(
    path: Path, deadline: Deadline, roster: Iterable[Student] | None = None
) -> dict[str, Extension]:
    """Extensions by student id; `UsageError` with the line that is wrong.

    Wrong is a student who is twice there or not in the roster, a line that gives both or
    neither of a time and hours, and one that leaves less time than everybody has.
    """
    table = read_table(path, _HEADERS, required=("id",))
    known = None if roster is None else {same(student.id): student.id for student in roster}
    found: dict[str, Extension] = {}
    for row in table.rows:
        extension = _extension(table, row, known)
        if extension.student_id in found:
            raise table.wrong(row, say("{student} is there twice.", student=row["id"]))
        if extension.due is not None and instant(extension.due) < instant(deadline.due):
            raise table.wrong(
                row, say("{student} would have less time than everybody.", student=row["id"])
            )
        found[extension.student_id] = extension
    return found


def _extension(table: Table, row: Row, known: Mapping[str, str] | None) -> Extension:
    identity = row["id"] if known is None else known.get(same(row["id"]), "")
    if not identity:
        raise table.wrong(row, say("No student has the id {got}.", got=ascii(row["id"])))
    if bool(row["due"]) == bool(row["extra_h"]):
        raise table.wrong(
            row,
            say(
                "Give one of the two: a new deadline with its zone, or extra hours; 0 hours take"
                " an extension back."
            ),
        )
    if row["due"]:
        return Extension(identity, due=moment_in(table, row, "due"))
    return Extension(identity, extra_h=_hours(table, row))


def _hours(table: Table, row: Row) -> float:
    try:
        hours = float(row["extra_h"])
    except ValueError:
        hours = math.nan
    if not 0 <= hours <= 24 * 366:
        raise table.wrong(
            row, say("The extra hours are {got}, expected a number.", got=ascii(row["extra_h"]))
        )
    return hours
