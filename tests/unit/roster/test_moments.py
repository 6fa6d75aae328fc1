"""Times in tables are instants; what could be another instant elsewhere is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from grader.errors import UsageError
from grader.roster.moments import moment_in
from grader.roster.table import read_table

Write = Callable[..., Path]
EXPECTED = datetime(2026, 11, 20, 14, 58, tzinfo=UTC)
SEOUL, BERLIN = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Berlin")


@pytest.fixture
def read(table: Write) -> Callable[..., datetime]:
    def moment(written: str, zone: ZoneInfo | None = None) -> datetime:
        content = read_table(table(f'at\n"{written}"\n'), {"at": ("at",)}, ("at",))
        return moment_in(content, content.rows[0], "at", zone)

    return moment


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-20T23:58:00+09:00",
        "2026-11-20 23:58 +0900",
        "2026-11-20T14:58:00Z",
        "2026-11-20 14:58:00 UTC",
        "2026-11-20 09:58:00-05:00",
    ],
)
def test_with_a_zone(read: Callable[..., datetime], written: str) -> None:
    """As programs and learning systems write it."""
    assert read(written) == read(written, BERLIN) == EXPECTED


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-20 23:58",
        "Friday, 20 November 2026, 11:58 PM",
        "2026년 11월 20일 금요일, 오후 11:58",
        "2026년 11월 20일(금) 오후 11:58",
        "2026년 11월 20일 오후 11:58",
    ],
)
def test_without_a_zone(read: Callable[..., datetime], written: str) -> None:
    """Only where the caller knows in which zone it was written."""
    assert read(written, SEOUL) == EXPECTED
    with pytest.raises(UsageError, match=r"line 2: The time .* has no zone"):
        read(written)


@pytest.mark.parametrize("written", ["2026-10-25 02:30", "2026-03-29 02:30"])
def test_when_clocks_are_changed(read: Callable[..., datetime], written: str) -> None:
    """A time that is there twice, or never, is no instant."""
    with pytest.raises(UsageError, match="twice or never"):
        read(written, BERLIN)


@pytest.mark.parametrize(
    "written", ["yesterday", "2026-13-01T00:00Z", "Fri, 31 June 2026, 1:00 AM"]
)
def test_what_is_no_time(read: Callable[..., datetime], written: str) -> None:
    """The line and an example are shown."""
    with pytest.raises(UsageError, match=r"line 2: .*cannot be read, expected one such as 2026"):
        read(written, SEOUL)


@pytest.mark.parametrize(("written", "hour"), [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 PM", 13)])
def test_halves_of_the_day(read: Callable[..., datetime], written: str, hour: int) -> None:
    """Noon and midnight are twelve."""
    moment = read(f"Friday, 20 November 2026, {written}", SEOUL)
    assert moment.astimezone(SEOUL).hour == hour
