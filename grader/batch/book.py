"""Where verdicts go: into the ledger, by one process, each in a transaction of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Final, Protocol, TypeVar

from grader.answers import WrittenAnswer
from grader.errors import LedgerUnavailable
from grader.ledger import Entry, Key, Ledger, Spool

LEASE_S: Final = 10.0  # for so long others wait for what a killed batch had under way
_RENEW_S: Final = 3.0
_OUT_OF_REACH_S: Final = 600.0
_Result = TypeVar("_Result")


class Book(Protocol):
    """What a batch needs of it."""

    def claim(self, key: Key) -> bool:
        """Keep others from grading it meanwhile; False if somebody does, or did."""

    def keep(self, assignment: str, sha256: str, written: tuple[WrittenAnswer, ...]) -> None:
        """Keep what a submission answers to questions that a person grades."""

    def record(self, entry: Entry, before: Entry | None = None) -> bool:
        """Keep it, `before` having counted until now; False if there was a verdict already."""

    def renew(self) -> None:
        """We still work on what we claimed."""

    def release(self) -> None:
        """We no longer do."""


class LedgerBook:
    """The ledger; while it is out of reach, verdicts wait in the spool."""

    def __init__(self, ledger: Ledger, spool: Spool, owner: str) -> None:
        self._ledger = ledger
        self._spool = spool
        self._owner = owner
        self._claimed: set[Key] = set()
        self._renewed = time.monotonic()

    def claim(self, key: Key) -> bool:
        if key in self._claimed:  # handed in twice
            return False
        taken = patiently(partial(self._ledger.claim, key, self._owner, LEASE_S))
        if taken:
            self._claimed.add(key)
        return taken

    def keep(self, assignment: str, sha256: str, written: tuple[WrittenAnswer, ...]) -> None:
        patiently(partial(self._ledger.essays.keep, assignment, sha256, written))

    def record(self, entry: Entry, before: Entry | None = None) -> bool:
        del before  # it stays in the history
        self._claimed.discard(entry.key)
        return self._spool.record(self._ledger, entry, self._owner)

    def renew(self) -> None:
        if time.monotonic() - self._renewed > _RENEW_S:
            self._renewed = time.monotonic()
            self._lease_all(LEASE_S)

    def release(self) -> None:
        self._lease_all(0.0)
        self._claimed.clear()

    def _lease_all(self, lease_s: float) -> None:
        for key in self._claimed:
            try:
                self._ledger.claim(key, self._owner, lease_s)
            except LedgerUnavailable:  # whoever takes it over meanwhile records it first, or we do
                return


def patiently(action: Callable[[], _Result]) -> _Result:
    """A ledger that is out of reach for minutes is waited for: nothing can be planned without."""
    end = time.monotonic() + _OUT_OF_REACH_S
    while True:
        try:
            return action()
        except LedgerUnavailable:
            if time.monotonic() > end:
                raise
