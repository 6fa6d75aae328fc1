"""What the ledger holds."""

from __future__ import annotations

from datetime import datetime

import pytest

from grader.errors import LedgerError
from grader.ledger import Entry, Status
from grader.text import Text
from tests.verdicts import START, broken, fault, graded, key, mark, record, rejected


@pytest.mark.parametrize("student", ["a\0b", "\udcff"])
def test_what_no_database_stores_is_refused(student: str) -> None:
    """The message shows the letters without being made of them."""
    with pytest.raises(LedgerError, match=r"student is '.*\\[xu]") as refused:
        key(student)
    assert refused.value.message.ko


def test_times_have_their_zones() -> None:
    """A time without a zone is another one elsewhere."""
    with pytest.raises(LedgerError, match="recorded_at is 2026-04-01T12:00:00, expected"):
        graded(recorded_at=datetime(2026, 4, 1, 12))  # noqa: DTZ001
    with pytest.raises(LedgerError, match="received_at"):
        graded(received_at=datetime(2026, 4, 1, 12))  # noqa: DTZ001
    with pytest.raises(LedgerError, match="at is"):
        mark(at=datetime(2026, 4, 1, 12))  # noqa: DTZ001


def test_what_was_graded_has_a_record() -> None:
    """A verdict without one, or a rejection with one, cannot be made; of a fault, a part may be."""
    with pytest.raises(LedgerError, match="is graded: a graded one has a record"):
        graded(record=None)
    assert broken().record is not None
    with pytest.raises(LedgerError, match="is rejected"):
        Entry(
            key=key(),
            status=Status.REJECTED,
            batch="b",
            recorded_at=START,
            record=record(),
            reason=Text.same("x"),
        )


def test_only_verdicts_settle() -> None:
    """A fault of ours leaves the matter open."""
    assert graded().settled
    assert rejected().settled
    assert not fault().settled
