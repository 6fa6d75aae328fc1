"""The ledger's promises, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text, update

from grader.errors import LedgerError
from grader.ledger import Ledger, Status
from grader.ledger.tables import verdicts
from tests.verdicts import ASSIGNMENT, START, fault, graded, key, mark, record, rejected

OTHER_CHECKS = "d" * 64


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(ledger: Ledger) -> Clock:
    ledger._clock = Clock()
    return ledger._clock


def test_what_was_recorded_is_found(ledger: Ledger) -> None:
    """Every field comes back as it was, whatever its letters and its time zone."""
    seoul = timezone(timedelta(hours=9))
    entry = graded(
        "김하늘 '; DROP TABLE verdicts; --",
        received_at=datetime(2026, 4, 1, 12, 0, 0, 1, tzinfo=seoul),
        late_by_s=61.5,
        lateness_factor=0.9,
        exercises={"double": "e" * 64},
    )
    assert ledger.record(entry, "A")
    found = ledger.find(entry.key)
    assert found == entry
    assert found.record.to_json() == entry.record.to_json()


def test_a_key_has_one_verdict(ledger: Ledger) -> None:
    """The second verdict on a key is not taken, even if it says something else."""
    assert ledger.record(graded(), "A")
    assert not ledger.record(graded(record=record(score=3.0)), "B")
    assert not ledger.record(rejected(), "B")
    assert list(ledger.entries(ASSIGNMENT)) == [graded()]


def test_a_fault_is_no_verdict(ledger: Ledger) -> None:
    """Faults may come again, a verdict may follow them, and none may follow a verdict."""
    assert ledger.record(fault(minute=0), "A")
    assert ledger.record(fault(minute=1), "A")
    assert ledger.find(key()) == fault(minute=1)
    assert ledger.record(graded(), "A")
    assert ledger.find(key()) == graded()
    assert not ledger.record(fault(minute=2), "A")
    assert [e.status for e in ledger.entries(ASSIGNMENT)] == ["fault", "fault", "graded"]


def test_the_same_fault_is_recorded_once(ledger: Ledger) -> None:
    """What is handed on twice from a spool is there once."""
    assert ledger.record(fault(), "A")
    assert not ledger.record(fault(), "A")
    assert len(list(ledger.entries(ASSIGNMENT))) == 1


def test_a_claim_keeps_others_out_until_its_lease_ends(ledger: Ledger, clock: Clock) -> None:
    """One owner at a time; one's own claim can be renewed; an old one is taken over."""
    assert ledger.claim(key(), "A", lease_s=60)
    assert not ledger.claim(key(), "B", lease_s=60)
    assert ledger.claim(key("2023000002"), "B", lease_s=60)
    clock.now += 59
    assert ledger.claim(key(), "A", lease_s=60)
    clock.now += 59
    assert not ledger.claim(key(), "B", lease_s=60)
    clock.now += 1
    assert ledger.claim(key(), "B", lease_s=60)
    assert not ledger.claim(key(), "A", lease_s=60)


def test_recording_releases_the_claim(ledger: Ledger) -> None:
    """After a fault somebody else may try at once."""
    assert ledger.claim(key(), "A", lease_s=60)
    assert ledger.record(fault(), "A")
    assert ledger.claim(key(), "B", lease_s=60)


def test_what_has_a_verdict_cannot_be_claimed(ledger: Ledger) -> None:
    """Nobody grades it again, and the attempt leaves no claim behind."""
    ledger.record(graded(), "A")
    assert not ledger.claim(key(), "B", lease_s=60)
    assert not ledger.claim(key(), "A", lease_s=60)
    with ledger._engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM claims")).scalar() == 0


def test_a_late_verdict_of_a_lost_lease_counts_once(ledger: Ledger, clock: Clock) -> None:
    """Whoever records first is recorded, and frees no claim but their own."""
    ledger.claim(key(), "A", lease_s=60)
    clock.now += 60
    ledger.claim(key(), "B", lease_s=60)
    assert ledger.record(graded(), "A")
    assert not ledger.record(graded(batch="second"), "B")
    assert [entry.batch for entry in ledger.entries(ASSIGNMENT)] == ["first"]


def test_the_history_stays(ledger: Ledger) -> None:
    """A regrade adds an entry; the newest graded one of each submission is current."""
    old, new = graded(), graded(checks_sha256=OTHER_CHECKS, record=record(score=3.0))
    second_version = graded(submission_sha256="f" * 64)
    other = graded("2023000000")
    entries = [old, second_version, new, other, fault(checks_sha256="0" * 64)]
    for entry in entries:
        assert ledger.record(entry, "A")
    assert list(ledger.entries(ASSIGNMENT)) == entries
    assert list(ledger.entries(ASSIGNMENT, "2023000000")) == [other]
    assert list(ledger.entries("hw2")) == []
    assert ledger.current(ASSIGNMENT) == [other, new, second_version]


def test_a_long_history_comes_in_pages(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many entries there are, all come, once, in order."""
    monkeypatch.setattr("grader.ledger.ledger._PAGE", 2)
    entries = [graded(f"s{number}") for number in range(5)]
    for entry in entries:
        ledger.record(entry, "A")
    assert list(ledger.entries(ASSIGNMENT)) == entries


def test_marks_are_kept_in_order(ledger: Ledger) -> None:
    """A later decision stands beside the earlier one."""
    decisions = [
        mark(),
        mark("2023000001", "names-it", comment="좋아요\n=1+1", at=datetime.now(UTC)),
    ]
    for each in decisions:
        ledger.mark(each)
    assert ledger.marks(ASSIGNMENT) == decisions
    assert ledger.marks("hw2") == []


def test_a_ledger_is_found_again(ledger: Ledger, url: str) -> None:
    """What one process recorded another one reads."""
    ledger.record(graded(), "A")
    with Ledger.open(url, create=False) as again:
        assert again.find(key()) == graded()


@pytest.mark.parametrize("column", ["content", "status", "student"])
def test_a_changed_row_is_refused(ledger: Ledger, column: str) -> None:
    """Whoever edits a verdict in the database is found out when it is read."""
    ledger.record(graded(), "A")
    value = b"{}" if column == "content" else "x"
    with ledger._writer.begin() as connection:
        connection.execute(update(verdicts).values({column: value}))
    with pytest.raises(LedgerError, match="Row 1 of the ledger is damaged"):
        list(ledger.entries(ASSIGNMENT))


def test_a_record_of_another_version_is_told(ledger: Ledger) -> None:
    """A field that this version does not know is no silent loss."""
    ledger.record(graded(), "A")
    from grader.ledger.rows import _sum

    with ledger._writer.begin() as connection:
        row = dict(connection.execute(text("SELECT * FROM verdicts")).mappings().one())
        row["content"] = bytes(row["content"]).replace(b'"batch":', b'"future":1,"batch":')
        row["sha256"] = _sum(row)
        connection.execute(text("UPDATE verdicts SET content = :content, sha256 = :sha256"), row)
    with pytest.raises(LedgerError, match="cannot be read by this version"):
        ledger.find(key())


def test_statuses_are_words() -> None:
    """What stands in the table is what a person would write."""
    assert [str(status) for status in Status] == ["graded", "rejected", "fault"]
    assert START.tzinfo is UTC
