"""Copies beside the ledger."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from grader.ledger import Ledger
from grader.ledger.backups import KEPT, back_up, back_up_daily, newest_sound
from tests.verdicts import ASSIGNMENT, graded


def test_a_copy_holds_what_the_ledger_held(path: Path) -> None:
    """Made while the ledger is in use, readable by its owner alone."""
    with Ledger.open(str(path)) as ledger:
        ledger.record(graded(), "A")
        copy = back_up(path)
        ledger.record(graded("2"), "A")
    with Ledger.open(str(copy)) as old:
        assert list(old.entries(ASSIGNMENT)) == [graded()]
    if os.name == "posix":
        assert copy.stat().st_mode & 0o777 == 0o600


def test_the_oldest_copies_go(path: Path) -> None:
    """As many stay as are worth keeping, the newest ones."""
    with Ledger.open(str(path)):
        pass
    copies = [back_up(path) for _ in range(KEPT + 2)]
    assert sorted(path.parent.glob("*.backup-*")) == sorted(copies[2:])


def test_the_newest_sound_copy_is_named(path: Path) -> None:
    """A damaged one is passed over; files of other ledgers are none of this one's."""
    with Ledger.open(str(path)):
        pass
    first, second = back_up(path), back_up(path)
    other = path.with_name("other.sqlite")
    with Ledger.open(str(other)):
        back_up(other)
    assert newest_sound(path, lambda _: True) == second
    assert newest_sound(path, lambda copy: copy != second) == first
    assert newest_sound(path, lambda _: False) is None


def test_a_day_has_one_copy(path: Path) -> None:
    """The first writer of a day copies what it found; readers and new ledgers copy nothing."""
    Ledger.open(str(path)).close()
    Ledger.open(str(path), create=False).close()
    assert not list(path.parent.glob("*.backup-*"))
    for _ in range(2):
        Ledger.open(str(path)).close()
    (copy,) = path.parent.glob("*.backup-*")
    back_up_daily(path, date(2026, 1, 1))
    assert len(list(path.parent.glob("*.backup-*"))) == 2
    assert copy.exists()
