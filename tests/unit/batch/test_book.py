"""Claims that hold while we work, verdicts that wait while the ledger is away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.batch import book
from grader.batch.book import LedgerBook, Outage, patiently
from grader.errors import LedgerUnavailable
from grader.ledger import Key, Ledger, Spool
from grader.text import Text
from tests.verdicts import graded, key

GONE = LedgerUnavailable(Text.same("gone"))
LEASE_S = 10.0


class Clock:
    """The time of the ledger and of the book."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(book.time, "monotonic", clock)
    return clock


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "grades.sqlite")) as opened:
        opened._clock = clock
        yield opened


def book_of(ledger: Ledger, owner: str, folder: Path) -> LedgerBook:
    return LedgerBook(ledger, Spool(folder / "spool.sqlite"), owner, lease_s=LEASE_S)


def test_a_claim_is_ours_alone(ledger: Ledger, tmp_path: Path) -> None:
    """Neither another batch gets it nor we a second time, until it is given back."""
    ours, theirs = (book_of(ledger, owner, tmp_path) for owner in "AB")
    assert [ours.claim(key()), ours.claim(key()), theirs.claim(key())] == [True, False, False]
    ours.release()
    assert theirs.claim(key())


def test_a_claim_is_renewed_while_we_work(ledger: Ledger, tmp_path: Path, clock: Clock) -> None:
    """It outlasts its lease then; once we are gone it ends with it."""
    ours, theirs = (book_of(ledger, owner, tmp_path) for owner in "AB")
    assert ours.claim(key())
    for _ in range(4):
        clock.now += LEASE_S / 2
        ours.renew()
        assert not theirs.claim(key())
    clock.now += LEASE_S
    assert theirs.claim(key())


def test_ctrl_c_in_the_midst_of_a_claim_keeps_nobody_out(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The claim is on the disk when the signal arrives; `release` gives it back all the same."""
    ours, theirs = (book_of(ledger, owner, tmp_path) for owner in "AB")
    claim = ledger.claim

    def interrupted(asked: Key, owner: str, lease_s: float) -> bool:
        claim(asked, owner, lease_s)
        raise KeyboardInterrupt

    monkeypatch.setattr(ledger, "claim", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ours.claim(key())
    monkeypatch.setattr(ledger, "claim", claim)
    ours.release()
    assert theirs.claim(key())


def test_a_verdict_ends_the_claim(ledger: Ledger, tmp_path: Path) -> None:
    """Nobody can claim what has one, and it is not renewed."""
    ours, theirs = (book_of(ledger, owner, tmp_path) for owner in "AB")
    assert ours.claim(key())
    assert ours.record(graded())
    assert not theirs.record(graded())
    ours.release()
    assert not theirs.claim(key())


def test_an_outage_is_no_reason_to_stop_renewing(
    ledger: Ledger, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work under way goes on; its verdict waits in the spool."""
    ours = book_of(ledger, "A", tmp_path)
    assert ours.claim(key())

    def gone(*_: object, **__: object) -> bool:
        raise GONE

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "claim", gone)
        patch.setattr(ledger, "record", gone)
        clock.now += LEASE_S
        ours.renew()
        assert ours.record(graded())
    spool = Spool(tmp_path / "spool.sqlite")
    assert len(spool) == 1
    assert spool.flush(ledger) == 1
    assert ledger.find(key()) == graded()


def test_an_outage_is_told_once_and_ends(clock: Clock) -> None:
    """It may last for a while; the next one is told anew, and has its own while."""
    heard: list[Text] = []
    outage = Outage(heard.append, longest_s=60)
    for _ in range(2):
        for _ in range(3):
            clock.now += 20
            outage.note(GONE)
        outage.over()
    assert len(heard) == 2
    outage.note(GONE)
    clock.now += 61
    with pytest.raises(LedgerUnavailable):
        outage.note(GONE)


def test_patiently(clock: Clock) -> None:
    """Tried again until it answers."""
    answers = iter([GONE, GONE, None])

    def ask() -> str:
        if error := next(answers):
            raise error
        return "here"

    heard: list[Text] = []
    assert patiently(ask, Outage(heard.append)) == "here"
    assert len(heard) == 1
