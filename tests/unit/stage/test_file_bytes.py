"""A file is read in the parts that are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.stage.file_bytes import FileBytes


def test_slices_are_those_of_bytes(tmp_path: Path) -> None:
    """Whatever bounds are asked for."""
    content = bytes(range(100))
    (tmp_path / "a").write_bytes(content)
    data = FileBytes(tmp_path / "a")
    assert len(data) == 100
    bounds = (None, 0, 3, 99, 100, 200, -5)
    for start in bounds:
        for stop in bounds:
            assert data[start:stop] == content[start:stop]


def test_what_is_no_longer_there(tmp_path: Path) -> None:
    """A file that shrinks, goes away or never was is an error with its path."""
    path = tmp_path / "a"
    path.write_bytes(bytes(100))
    data = FileBytes(path)
    path.write_bytes(bytes(50))
    assert data[:50] == bytes(50)
    with pytest.raises(SubmissionError, match="changed while it was read"):
        data[40:60]
    path.unlink()
    with pytest.raises(SubmissionError, match="There is nothing at"):
        data[:1]
    with pytest.raises(SubmissionError, match="There is nothing at"):
        FileBytes(path)
