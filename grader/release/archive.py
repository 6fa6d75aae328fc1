"""Zip archives with the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

_EPOCH: Final = (2026, 1, 1, 0, 0, 0)
_PLAIN, _PROGRAM = 0o644, 0o755


def write_archive(
    path: Path, contents: Mapping[str, bytes], *, programs: Collection[str] = ()
) -> None:
    """Write `contents` (by name) to a new zip; `programs` may be executed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # Unix, wherever it is written: the mode is meant
            entry.external_attr = (_PROGRAM if name in programs else _PLAIN) << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
