"""Times as people and learning systems write them into a table."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final

from grader.errors import UsageError
from grader.roster.table import Row, Table
from grader.text import say

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_LONG: Final = (  # as Moodle writes them
    re.compile(
        r"\w+, (?P<day>\d{1,2}) (?P<month>\w+) (?P<year>\d{4}),"
        r" (?P<hour>\d{1,2}):(?P<minute>\d\d) (?P<half>AM|PM)"
    ),
    re.compile(
        r"(?P<year>\d{4})년 (?P<month>\d{1,2})월 (?P<day>\d{1,2})일 ?(?:\(?\w+\)?)?,?"
        r" (?P<half>오전|오후) (?P<hour>\d{1,2}):(?P<minute>\d\d)"
    ),
)
_AFTERNOON: Final = ("PM", "오후")


def moment_in(table: Table, row: Row, meaning: str, zone: tzinfo | None = None) -> datetime:
    """The instant in one cell; one without a zone was written in `zone`.

    `UsageError` with the line for what is no time, has no zone while `zone` is None, or is
    there twice or never in `zone` because clocks were changed.
    """
    written = row[meaning]
    try:
        moment = _long(written) or datetime.fromisoformat(_iso(written))
    except ValueError:
        raise _unreadable(table, row, written) from None
    if moment.tzinfo is not None:
        return moment
    if zone is None:
        raise table.wrong(
            row,
            say(
                "The time {got} has no zone, expected one such as {expected}.",
                got=written,
                expected=f"{moment.isoformat()}+09:00",
            ),
        )
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        raise table.wrong(
            row,
            say("The time {got} is there twice or never: clocks were changed.", got=written),
        )
    return first.replace(tzinfo=timezone(first.utcoffset() or timedelta()))


def _unreadable(table: Table, row: Row, written: str) -> UsageError:
    return table.wrong(
        row,
        say(
            "The time {got} cannot be read, expected one such as {expected}.",
            got=ascii(written),
            expected="2026-11-20T23:58:00+09:00",
        ),
    )


def _iso(written: str) -> str:
    """With the spellings that Python does not read: `UTC`, and a space before the offset."""
    offset = re.sub(r" (?=[+-]\d\d:?\d\d$)", "", written)
    return re.sub(r" ?(?:UTC|GMT|Z)$", "+00:00", offset)


def _long(written: str) -> datetime | None:
    for form in _LONG:
        if found := form.fullmatch(written):
            month = found["month"].lower()
            return datetime(  # noqa: DTZ001 - its zone is not written
                int(found["year"]),
                _MONTHS.index(month) + 1 if month in _MONTHS else int(month),
                int(found["day"]),
                int(found["hour"]) % 12 + 12 * (found["half"] in _AFTERNOON),
                int(found["minute"]),
            )
    return None
