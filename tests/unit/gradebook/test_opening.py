"""The gradebook's file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from grader.errors import GraderFault
from grader.gradebook.opening import opened, url_of


def test_it_is_made_without_a_venv_on_the_path(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alembic is looked for there; and a later nbgrader must find its version."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    with opened(url_of(folder), "dl2026", "hw1") as book:
        book.commit()
    with sqlite3.connect(folder / "gradebook.db") as read:
        assert len(read.execute("select version_num from alembic_version").fetchall()) == 1


def test_a_database_that_cannot_be_used_is_told(folder: Path) -> None:
    """In its own words, with what to do."""
    (folder / "gradebook.db").write_bytes(b"no database" * 100)
    with (
        pytest.raises(GraderFault, match=r"cannot be used: file is not a database\. Close"),
        opened(url_of(folder), "dl2026", "hw1"),
    ):
        pass


def test_our_own_errors_pass(url: str) -> None:
    """They say more."""
    with pytest.raises(ZeroDivisionError), opened(url, "dl2026", "hw1"):
        raise ZeroDivisionError
