"""Copies of a SQLite ledger, beside it."""

from __future__ import annotations

import glob
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from grader.writing import FOR_OWNER, replacing

KEPT: Final = 5


def back_up(path: Path) -> Path:
    """Copy a ledger, while others may use it; the oldest copies beyond `KEPT` go."""
    target = path.with_name(f"{path.name}.backup-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}")
    with (
        replacing(target, FOR_OWNER) as temporary,
        closing(sqlite3.connect(path)) as source,
        closing(sqlite3.connect(temporary)) as copy,
    ):
        source.backup(copy)
    for old in _all(path)[KEPT:]:
        old.unlink(missing_ok=True)
    return target


def back_up_daily(path: Path, day: date) -> None:
    """Copy a ledger unless one of `day` (UTC) is there; call it with a sound one."""
    if not any(f"backup-{day:%Y%m%d}T" in copy.name for copy in _all(path)):
        back_up(path)


def newest_sound(path: Path, is_sound: Callable[[Path], bool]) -> Path | None:
    """The newest backup of a ledger that is sound itself."""
    return next(filter(is_sound, _all(path)), None)


def _all(path: Path) -> list[Path]:
    """Newest first."""
    return sorted(path.parent.glob(f"{glob.escape(path.name)}.backup-*Z"), reverse=True)
