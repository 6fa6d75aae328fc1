"""Where verdicts go: into the ledger, by one process, each in a transaction of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final, Protocol, TypeVar

from grader.answers import WrittenAnswer
from grader.errors import LedgerUnavailable
from grader.ledger import Entry, KeptExtension, Key, Ledger, Spool
from grader.text import Text, say

LEASE_S: Final = 10.0  # for so long others wait for what a killed batch had under way
_RENEWALS: Final = 3  # in a lease
_OUT_OF_REACH_S: Final = 600.0
_Result = TypeVar("_Result")


class Book(Protocol):
    """What a batch needs of it. `LedgerUnavailable` where it cannot say yet."""

    def claim(self, key: Key) -> bool:
        """Keep others from grading it meanwhile; False if somebody does, or did."""

    def keep(self, assignment: str, sha256: str, written: tuple[WrittenAnswer, ...]) -> None:
        """Keep what a submission answers to questions that a person grades."""

    def extend(self, extensions: Sequence[KeptExtension]) -> None:
        """Keep who has more time from now on."""

    def record(self, entry: Entry, before: Entry | None = None) -> bool:
        """Keep it, `before` having counted until now; False if there was a verdict already."""

    def renew(self) -> None:
        """We still work on what we claimed."""

    def release(self) -> None:
        """We no longer do."""


class LedgerBook:
    """The ledger; while it is out of reach, verdicts wait in the spool."""

    def __init__(
        self, ledger: Ledger, spool: Spool, owner: str, *, lease_s: float = LEASE_S
    ) -> None:
        self._ledger = ledger
        self._spool = spool
        self._owner = owner
        self._lease_s = lease_s
        self._claimed: set[Key] = set()
        self._renewed = time.monotonic()

    def claim(self, key: Key) -> bool:
        if key in self._claimed:  # handed in twice
            return False
        self._claimed.add(key)  # before it is: Ctrl-C may come as soon as it is
        try:
            taken = self._ledger.claim(key, self._owner, self._lease_s)
        except LedgerUnavailable:
            self._claimed.discard(key)
            raise
        if not taken:
            self._claimed.discard(key)
        return taken

    def keep(self, assignment: str, sha256: str, written: tuple[WrittenAnswer, ...]) -> None:
        if written:
            self._ledger.essays.keep(assignment, sha256, written)

    def extend(self, extensions: Sequence[KeptExtension]) -> None:
        self._ledger.extensions.keep(extensions)

    def record(self, entry: Entry, before: Entry | None = None) -> bool:
        del before  # it stays in the history
        self._claimed.discard(entry.key)
        return self._spool.record(self._ledger, entry, self._owner)

    def renew(self) -> None:
        if time.monotonic() - self._renewed > self._lease_s / _RENEWALS:
            self._renewed = time.monotonic()
            self._lease_all(self._lease_s)

    def release(self) -> None:
        self._lease_all(0.0)
        self._claimed.clear()

    def _lease_all(self, lease_s: float) -> None:
        for key in self._claimed:
            try:
                self._ledger.claim(key, self._owner, lease_s)
            except LedgerUnavailable:  # whoever takes it over meanwhile records it first, or we do
                return


class Outage:
    """How long the ledger has been out of reach: told once, and not borne for ever."""

    def __init__(self, notice: Callable[[Text], None], longest_s: float = _OUT_OF_REACH_S) -> None:
        self._notice = notice
        self._longest_s = longest_s
        self._since: float | None = None

    def note(self, error: LedgerUnavailable) -> None:
        """It still lasts; `error` is raised when that has been too long."""
        if self._since is None:
            self._since = time.monotonic()
            self._notice(
                say("Waiting for the ledger: another program holds it, or it is out of reach.")
            )
        elif time.monotonic() - self._since > self._longest_s:
            raise error

    def over(self) -> None:
        """The ledger has answered."""
        self._since = None


def patiently(action: Callable[[], _Result], outage: Outage) -> _Result:
    """What cannot be done without the ledger waits for it."""
    while True:
        try:
            result = action()
        except LedgerUnavailable as error:
            outage.note(error)
        else:
            outage.over()
            return result
