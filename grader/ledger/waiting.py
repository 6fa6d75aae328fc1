"""Trying again while a database is locked or out of reach, and saying so."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy.exc import DBAPIError, OperationalError

from grader.errors import LedgerError, LedgerUnavailable
from grader.text import Text, say

WaitNotice = Callable[[Text], None]

_SILENT_S: Final = 1.0  # a shorter wait is nothing to speak of
_PAUSE_S: Final = 0.05
_LONGEST_PAUSE_S: Final = 1.0
_SQLITE_PASSING: Final = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")
_POSTGRESQL_DISK_FULL: Final = "53100"
_Result = TypeVar("_Result")


def patiently(
    action: Callable[[], _Result], patience_s: float, notice: WaitNotice | None
) -> _Result:
    """What `action`, one transaction, returns; tried again for as long as waiting may help.

    `notice` hears once that we wait. `LedgerUnavailable` when patience ends, `LedgerError` for
    what no waiting mends.
    """
    started, pause_s = time.monotonic(), _PAUSE_S
    while True:
        try:
            return action()
        except DBAPIError as error:
            waited_s = time.monotonic() - started
            if not _may_pass(error) or waited_s + pause_s > patience_s:
                raise _failure(error, waited_s) from None
        if notice is not None and waited_s > _SILENT_S:
            notice(say("Waiting for the ledger: another program holds it, or it is out of reach."))
            notice = None
        time.sleep(pause_s)
        pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)


def _may_pass(error: DBAPIError) -> bool:
    """A lock or a lost connection; not a damaged file, nor a full disk."""
    if name := getattr(error.orig, "sqlite_errorname", None):
        return str(name).startswith(_SQLITE_PASSING)
    state = getattr(error.orig, "sqlstate", None)
    return isinstance(error, OperationalError) and state != _POSTGRESQL_DISK_FULL


def _failure(error: DBAPIError, waited_s: float) -> LedgerError:
    """In the driver's own words; the statement and its values are nobody's business."""
    if error.orig is not None and not _may_pass(error):
        return unusable(error.orig)
    reason = _first_line(error.orig)
    return LedgerUnavailable(
        say(
            "The ledger did not answer for {seconds} s: {error}",
            seconds=round(waited_s),
            error=reason,
        )
    )


def unusable(error: BaseException) -> LedgerError:
    """What no waiting mends, with what to do where we know it."""
    return LedgerError(say("The ledger cannot be used: {error}", error=_advice(error)))


def _advice(error: BaseException) -> Text | str:
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith("SQLITE_FULL") or getattr(error, "sqlstate", None) == _POSTGRESQL_DISK_FULL:
        return say("its disk is full. What it holds is safe: make room, then try again.")
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
        return say(
            "its file and its folder must be writable, even to read it. Copy it to such a folder,"
            " and name the copy with --ledger."
        )
    return _first_line(error)


def _first_line(error: BaseException | None) -> str:
    return str(error).partition("\n")[0]
