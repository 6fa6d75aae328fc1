"""Where verdicts wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.errors import LedgerError, LedgerUnavailable
from grader.ledger import Entry, Ledger, Spool
from grader.text import Text
from tests.verdicts import ASSIGNMENT, fault, graded, key


class Unsteady(Ledger):
    """A ledger that can be taken out of reach."""

    reachable = True

    def record(self, entry: Entry, owner: str, *, patience_s: float | None = None) -> bool:
        if not self.reachable:
            raise LedgerUnavailable(Text.same("gone"))
        return super().record(entry, owner, patience_s=patience_s)


@pytest.fixture
def unsteady(path: Path) -> Iterator[Unsteady]:
    with Unsteady.open(str(path)) as opened:
        yield opened


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "state" / "spool.sqlite")


def test_nothing_waits_while_the_ledger_answers(unsteady: Unsteady, spool: Spool) -> None:
    """Then there is not even a file."""
    assert spool.record(unsteady, graded(), "A")
    assert not spool.record(unsteady, graded(), "A")
    assert len(spool) == 0
    assert not spool.path.exists()


def test_what_waited_comes_first(unsteady: Unsteady, spool: Spool) -> None:
    """The order of the history is the order in which verdicts were reached."""
    entries = [graded(f"s{number}") for number in range(4)]
    unsteady.reachable = False
    for entry in entries[:3]:
        assert spool.record(unsteady, entry, "A")
    assert len(spool) == 3
    unsteady.reachable = True
    assert spool.record(unsteady, entries[3], "A")
    assert list(unsteady.entries(ASSIGNMENT)) == entries
    assert len(spool) == 0


def test_the_next_run_hands_on(unsteady: Unsteady, spool: Spool) -> None:
    """Another process with the same ledger finds what waits."""
    unsteady.reachable = False
    spool.record(unsteady, graded(), "A")
    with pytest.raises(LedgerUnavailable):
        spool.flush(unsteady)
    unsteady.reachable = True
    assert Spool(spool.path).flush(unsteady) == 1
    assert unsteady.find(key()) == graded()
    assert Spool(spool.path).flush(unsteady) == 0


@pytest.mark.parametrize("entry", [graded(), fault()], ids=["verdict", "fault"])
def test_a_kill_between_handing_on_and_forgetting(
    unsteady: Unsteady, spool: Spool, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is handed on a second time is not recorded twice."""
    unsteady.reachable = False
    spool.record(unsteady, entry, "A")
    unsteady.reachable = True
    run = spool._run

    def killed(statement: str, values: tuple = ()) -> list:
        if statement.startswith("DELETE"):
            raise KeyboardInterrupt
        return run(statement, values)

    with monkeypatch.context() as patch:
        patch.setattr(spool, "_run", killed)
        with pytest.raises(KeyboardInterrupt):
            spool.flush(unsteady)
    assert spool.flush(unsteady) == 1
    assert list(unsteady.entries(ASSIGNMENT)) == [entry]


def test_every_ledger_has_a_spool_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The same for every run with the same URL; no password in its name."""
    monkeypatch.setattr("platformdirs.user_state_path", lambda _: tmp_path)
    one, other = (Spool.of(f"postgresql://ta:secret@host/{name}") for name in ("a", "b"))
    assert one.path == Spool.of("postgresql://ta:secret@host/a").path != other.path
    assert "secret" not in str(one.path)


def test_a_spool_that_cannot_be_used_is_named(spool: Spool, unsteady: Unsteady) -> None:
    """Verdicts are never dropped in silence."""
    spool.path.parent.mkdir()
    spool.path.write_bytes(b"not a database" * 100)
    with pytest.raises(LedgerError, match=r"spool\.sqlite, which cannot be used"):
        spool.record(unsteady, graded(), "A")
