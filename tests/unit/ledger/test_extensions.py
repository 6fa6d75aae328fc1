"""Extensions are kept as they were given; nothing is changed or lost."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from grader.errors import LedgerError
from grader.lateness import Extension
from grader.ledger import KeptExtension, Ledger

DUE = datetime.fromisoformat("2026-11-25T23:59:00+09:00")


def kept(student: str = "1", hours: float = 48.0, **fields: object) -> KeptExtension:
    values = {
        "assignment": "hw1",
        "extension": Extension(student, extra_h=hours),
        "source": "more time.csv",
        "person": "kim",
        "at": datetime.now(UTC),
    }
    return KeptExtension(**values | fields)


def test_they_come_back(ledger: Ledger) -> None:
    """Each of its own assignment, with who gave it; a deadline keeps its zone."""
    own = kept("2", extension=Extension("2", due=DUE))
    assert ledger.extensions.keep([kept(), own]) != ()
    ledger.extensions.keep([kept(hours=1, assignment="hw2")])
    latest = ledger.extensions.latest("hw1")
    assert latest["2"] == own
    assert latest["2"].extension.shown == "2026-11-25 23:59+09:00"
    assert latest["1"].extension.shown == "+48 h"
    assert (latest["1"].source, latest["1"].person) == ("more time.csv", "kim")


def test_only_what_is_new_is_added(ledger: Ledger) -> None:
    """The same file again adds nothing; what it says otherwise counts, and the rest stays."""
    first = (kept("1"), kept("2"))
    assert ledger.extensions.keep(first) == first
    other = kept("2", hours=72)
    assert ledger.extensions.keep([kept("1"), other]) == (other,)
    assert ledger.extensions.latest("hw1") == {"1": first[0], "2": other}
    assert ledger.extensions.history("hw1") == [*first, other]


def test_one_is_taken_back_by_no_hours(ledger: Ledger) -> None:
    """It stays in the history; who never had more time needs no such line."""
    assert ledger.extensions.keep([kept(hours=0)]) == ()
    given, back = kept(), kept(hours=0)
    for each in (given, back, back):
        ledger.extensions.keep([each])
    assert ledger.extensions.history("hw1") == [given, back]
    assert not ledger.extensions.latest("hw1")["1"].extension.gives_time


def test_two_batches_with_one_file(url: str) -> None:
    """Each extension is added once."""
    start = threading.Barrier(2)
    Ledger.open(url).close()

    def keep() -> None:
        with Ledger.open(url) as ledger:
            start.wait()
            ledger.extensions.keep([kept(str(number)) for number in range(9)])

    threads = [threading.Thread(target=keep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Ledger.open(url) as ledger:
        assert len(ledger.extensions.history("hw1")) == 9


def test_what_no_database_can_store() -> None:
    """Is refused before anything is written, and so is a time without its zone."""
    with pytest.raises(LedgerError, match="source is"):
        kept(source="a\0b")
    with pytest.raises(LedgerError, match="student is"):
        kept("\ud800")
    with pytest.raises(LedgerError, match="at is"):
        kept(at=datetime(2026, 11, 25))  # noqa: DTZ001
