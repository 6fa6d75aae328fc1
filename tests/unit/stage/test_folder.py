"""Folders on disk are read without being led astray."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.stage import folder
from grader.stage.entries import Entry, FileRefusedError
from grader.stage.staged import StageLimits

LIMITS = StageLimits()
ALLOWED = {"convolution.py", "answers.md"}
CAP = 1000
FolderOf = Callable[[dict[str, bytes]], Path]


@pytest.fixture(params=["folders held open", "paths"], autouse=True)
def way_of_opening(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways: as on Linux and macOS, and as on Windows."""
    if request.param == "paths":
        monkeypatch.setattr(folder, "_HOLDS_FOLDERS", False)
    return str(request.param)


def found(root: Path, limits: StageLimits = LIMITS) -> dict[str, Entry]:
    """Entries by their path."""
    entries = folder.folder_entries(root, ALLOWED, limits)
    return {"/".join(entry.path): entry for entry in entries}


def content(entry: Entry) -> bytes:
    """The bytes of an entry."""
    return entry.read(CAP)


def reason(entry: Entry) -> str:
    """Why an entry is refused, in English."""
    with pytest.raises(FileRefusedError) as refused:
        content(entry)
    assert refused.value.reason.complete
    return refused.value.reason.en


def test_only_the_top_is_listed_when_the_assignment_is_there(folder_of: FolderOf) -> None:
    """A data folder beside it is never walked."""
    root = folder_of({"convolution.py": b"x", "data/a/b.bin": b"1", ".git/config": b""})
    assert sorted(found(root)) == ["convolution.py", "data"]
    assert content(found(root)["convolution.py"]) == b"x"


def test_everything_is_listed_when_the_top_has_nothing(folder_of: FolderOf) -> None:
    """The assignment may lie deeper; clutter is not entered."""
    root = folder_of({"hw/a5/convolution.py": b"x", "hw/__pycache__/x": b"", "note.txt": b""})
    assert sorted(found(root)) == ["hw", "hw/a5", "hw/a5/convolution.py", "note.txt"]
    assert content(found(root)["hw/a5/convolution.py"]) == b"x"


def test_symbolic_links_are_refused(folder_of: FolderOf, tmp_path: Path) -> None:
    """A link to somebody else's solution is never read."""
    secret = tmp_path / "solution.py"
    secret.write_bytes(b"secret")
    root = folder_of({})
    (root / "convolution.py").symlink_to(secret)
    assert "link or a special file" in reason(found(root)["convolution.py"])
    assert "link or a special file" in reason(folder.file_entry(root / "convolution.py"))


def test_linked_folders_are_not_entered(folder_of: FolderOf, tmp_path: Path) -> None:
    """A link to a folder is not a folder."""
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "convolution.py").write_bytes(b"secret")
    root = folder_of({"note.txt": b""})
    (root / "hw").symlink_to(tmp_path / "solutions")
    assert sorted(found(root)) == ["hw", "note.txt"]
    assert not found(root)["hw"].is_folder


def test_a_folder_swapped_for_a_link_is_not_followed(
    folder_of: FolderOf, tmp_path: Path, way_of_opening: str
) -> None:
    """Between listing and reading, the folder became a link to the solutions."""
    if way_of_opening == "paths":
        pytest.skip("needs folders that can be held open")
    root = folder_of({"hw/convolution.py": b"mine"})
    entry = found(root)["hw/convolution.py"]
    (root / "hw").rename(tmp_path / "away")
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "convolution.py").write_bytes(b"secret")
    (root / "hw").symlink_to(tmp_path / "solutions")
    assert "cannot be read" in reason(entry) or "link" in reason(entry)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_and_sockets_are_refused_without_waiting(folder_of: FolderOf) -> None:
    """Opening a pipe would wait for ever."""
    root = folder_of({})
    os.mkfifo(root / "convolution.py")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(root)  # the path of a socket must be short
        try:
            server.bind("answers.md")
        finally:
            os.chdir(here)
    assert "special file" in reason(found(root)["convolution.py"])
    assert "special file" in reason(found(root)["answers.md"])


def test_a_folder_named_like_a_file_is_a_folder(folder_of: FolderOf) -> None:
    """convolution.py/ is not a solution, nor is what lies in it."""
    root = folder_of({"convolution.py/__init__.py": b""})
    assert found(root)["convolution.py"].is_folder


def test_the_cap_holds_while_reading(folder_of: FolderOf) -> None:
    """A file that has grown since is read only to its cap."""
    root = folder_of({"convolution.py": b"x" * CAP})
    entry = found(root)["convolution.py"]
    assert len(content(entry)) == CAP
    with (root / "convolution.py").open("ab") as file:
        file.write(b"x")
    assert "larger than" in reason(entry)


def test_forbidden_files_say_so(folder_of: FolderOf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions 000 or another owner."""
    entry = found(folder_of({"convolution.py": b""}))["convolution.py"]

    def forbidden(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", forbidden)
    assert reason(entry) == "It may not be read; change its permissions."


def test_a_vanished_file_says_so(folder_of: FolderOf) -> None:
    """Gone between listing and reading."""
    root = folder_of({"convolution.py": b""})
    entry = found(root)["convolution.py"]
    (root / "convolution.py").unlink()
    assert "cannot be read" in reason(entry)


def test_the_number_of_entries_is_limited_in_all(folder_of: FolderOf) -> None:
    """Also over many folders, and counting clutter."""
    root = folder_of({f"{n}/.{m}": b"" for n in range(4) for m in range(4)})
    assert len(found(root, StageLimits(entries=20))) == 4
    with pytest.raises(SubmissionError, match="more than 19 files"):
        found(root, StageLimits(entries=19))


def test_the_depth_is_limited(folder_of: FolderOf) -> None:
    """A thousand folders deep is refused with the number."""
    root = folder_of({"a/" * 40 + "convolution.py": b""})
    with pytest.raises(SubmissionError, match="got 33 folders"):
        found(root)


def test_a_forbidden_folder_below_is_passed_over(
    folder_of: FolderOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The assignment may still be found elsewhere."""
    root = folder_of({"a/x": b"", "b/convolution.py": b""})
    listed = os.scandir
    calls = iter([None, errno.EACCES, None])

    def scandir(place: int | str) -> os._ScandirIterator[str]:
        if next(calls):
            raise PermissionError
        return listed(place)

    monkeypatch.setattr(os, "scandir", scandir)
    assert sorted(found(root)) == ["a", "b", "b/convolution.py"]


def test_what_cannot_be_reached_is_said(tmp_path: Path) -> None:
    """Missing, not a folder, not a file."""
    with pytest.raises(SubmissionError, match="There is nothing at"):
        folder.require_there(tmp_path / "missing")
    with pytest.raises(SubmissionError, match="There is nothing at"):
        found(tmp_path / "missing")
    with pytest.raises(SubmissionError, match="There is nothing at"):
        folder.read_archive(tmp_path / "missing", LIMITS)
    (tmp_path / "file").touch()
    with pytest.raises(SubmissionError, match=r"cannot be read \(Not a directory\)"):
        folder.require_there(tmp_path / "file" / "below")
    with pytest.raises(SubmissionError, match="neither a file nor a folder"):
        folder.read_archive(tmp_path, LIMITS)


def test_archives_are_read_to_a_cap(tmp_path: Path) -> None:
    """One byte more is refused with the number."""
    path = tmp_path / "hw.zip"
    path.write_bytes(bytes(1 << 20))
    assert len(folder.read_archive(path, StageLimits(total_bytes=1 << 20))) == 1 << 20
    path.write_bytes(bytes((1 << 20) + 1))
    with pytest.raises(SubmissionError, match="larger than 1 MiB"):
        folder.read_archive(path, StageLimits(total_bytes=1 << 20))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_no_descriptor_is_left_open(folder_of: FolderOf) -> None:
    """Neither after reading nor after a refusal."""
    root = folder_of({"hw/convolution.py": b"x", "hw/answers.md": b"x" * (CAP + 1)})
    (root / "hw" / "link").symlink_to("convolution.py")
    before = len(list(Path("/proc/self/fd").iterdir()))
    entries = found(root)
    content(entries["hw/convolution.py"])
    reason(entries["hw/answers.md"])
    reason(entries["hw/link"])
    assert len(list(Path("/proc/self/fd").iterdir())) == before
