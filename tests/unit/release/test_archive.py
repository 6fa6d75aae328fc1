"""An archive is the same wherever and whenever it is made."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

from grader.release.archive import write_archive


def test_the_same_bytes_and_modes(tmp_path: Path) -> None:
    """No time and no owner of this machine are in it; programs may be run."""
    contents = {"b/run": b"#!/bin/sh\n", "a.txt": b"x" * 1000}
    for name in ("one.zip", "two.zip"):
        write_archive(tmp_path / name, contents, programs=["b/run"])
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        modes = {entry.filename: entry.external_attr >> 16 for entry in archive.infolist()}
        assert {name: stat.S_IMODE(mode) for name, mode in modes.items()} == {
            "b/run": 0o755,
            "a.txt": 0o644,
        }
        assert archive.read("a.txt") == contents["a.txt"]
