"""Writing a file: all or nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from grader import writing
from grader.errors import GraderFault, UsageError
from grader.writing import FOR_OWNER, json_line, replacing, write_file


def test_pieces_become_one_file(tmp_path: Path) -> None:
    """Nothing lies beside it, and others may read it."""
    path = tmp_path / "export"
    write_file(path, (piece for piece in (b"one\n", b"", b"two\n")))
    assert path.read_bytes() == b"one\ntwo\n"
    assert list(tmp_path.iterdir()) == [path]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o644


def test_what_is_read_back_may_be_refused(tmp_path: Path) -> None:
    """Then the old file stays; each piece is shown as it was written."""
    path, seen = tmp_path / "export", []
    path.write_text("old")

    def read_back(piece: bytes) -> None:
        seen.append(piece)
        if piece == b"bad":
            raise GraderFault(writing.say("Stopped."))

    with pytest.raises(GraderFault):
        write_file(path, [b"good", b"bad"], read_back)
    assert seen == [b"good", b"bad"]
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_changes_bytes_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes back must be what was written."""
    path = tmp_path / "export"
    opened = Path.open

    def unreliable(self: Path, mode: str = "r") -> object:
        if mode == "rb":
            self.write_bytes(b"other")
        return opened(self, mode)

    monkeypatch.setattr(Path, "open", unreliable)
    with pytest.raises(GraderFault, match="was not written as it should be"):
        write_file(path, [b"whole"])
    assert not path.exists()


def test_content_that_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    """An error of whoever makes the content is theirs, and changes nothing."""
    path = tmp_path / "export"
    path.write_text("old")

    def content():
        yield b"new"
        raise KeyError("student")

    with pytest.raises(KeyError):
        write_file(path, content())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_older_file_can_be_kept(tmp_path: Path) -> None:
    """With a link as the last step, whoever comes second is told."""
    path = tmp_path / "ledger"
    for content in ("first", "second"):
        try:
            with replacing(path, FOR_OWNER, os.link) as temporary:
                temporary.write_text(content)
        except UsageError:
            assert content == "second"
    assert path.read_text() == "first"
    assert list(tmp_path.iterdir()) == [path]


def test_a_line_of_json_is_one_for_every_reader() -> None:
    """Whatever a text holds, and it comes back as it was."""
    text = "a\x85b\u2028c\u2029d\r\ne\x0b\x1c한"
    line = json_line({"text": text})
    assert len(line.decode().splitlines()) == 1
    assert json.loads(line) == {"text": text}
