"""From a URL to a database."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import LedgerUnavailable, UsageError
from grader.ledger import Ledger
from tests.verdicts import graded


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_a_path_is_a_sqlite_file(path: Path, form: str) -> None:
    """With or without the scheme."""
    with Ledger.open(form.format(path)) as ledger:
        ledger.record(graded(), "A")
    assert path.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize(
    "url", ["mysql://ta:secret@host/x", "sqlite://", "http:", "://", "postgresql+asyncpg://h/x"]
)
def test_other_databases_are_refused(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names what is taken, and no password."""
    monkeypatch.chdir(tmp_path)
    if "://" not in url:
        url += "//"
    with pytest.raises(UsageError, match="expected a file's path") as refused:
        Ledger.open(url)
    assert "secret" not in refused.value.message.en
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_is_made_only_when_asked_for(url: str) -> None:
    """Whoever exports from a ledger that is not there has mistyped its name."""
    with pytest.raises(UsageError, match="There is no ledger at"):
        Ledger.open(url, create=False)
    with Ledger.open(url):
        pass
    with Ledger.open(url, create=False):
        pass


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    """Without a server, patience ends and the driver's reason is shown."""
    with pytest.raises(LedgerUnavailable, match="did not answer"):
        Ledger.open(f"postgresql://grade@/x?host={tmp_path}", patience_s=0)
