"""What many handed in is looked at name by name; nothing is written or unpacked at once."""

from __future__ import annotations

import os
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.roster.containers import Top, open_container

Write = Callable[..., Path]
MIB = 1 << 20


def test_tops(packed: Write, tmp_path: Path) -> None:
    """The same for a folder and for its zip."""
    folder = tmp_path / "hw"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "x.py").write_text("")
    (folder / "b.py").write_text("")
    (folder / ".hidden").write_text("")
    path = packed({"a/x.py": "", "b.py": "", ".hidden": "", "__MACOSX/a/x": ""})
    expected = [Top("a", is_folder=True), Top("b.py", is_folder=False)]
    assert open_container(folder).tops() == expected
    assert open_container(path).tops() == expected


def test_two_dots_hide_nothing(packed: Write, tmp_path: Path) -> None:
    """Whoever is called so is told what became of it."""
    (tmp_path / "hw" / "..x").mkdir(parents=True)
    path = packed({"..x/a.py": "", ".x/a.py": ""})
    expected = [Top("..x", is_folder=True)]
    assert open_container(tmp_path / "hw").tops() == expected
    assert open_container(path).tops() == expected


def test_a_large_download_is_read_piece_by_piece(tmp_path: Path) -> None:
    """Of 24 MiB packed and 96 unpacked, one student's part is in memory."""
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for student in range(24):
            noise = os.urandom(MIB) + bytes(3 * MIB)
            archive.writestr(f"20231234{student}/data.bin", noise)
            archive.writestr(f"20231234{student}/a.py", "x = 1\n")
    tracemalloc.start()
    container = open_container(path)
    assert len(container.tops()) == 24
    assert [e.read(10) for e in container.entries("2023123423", ()) if e.name == "a.py"] == [
        b"x = 1\n"
    ]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * MIB
    assert [place.name for place in tmp_path.iterdir()] == ["download.zip"]


def test_a_trick_stays_its_students(packed: Write) -> None:
    """A bomb or a step out of the folder in one part is refused when that part is read."""
    path = packed({"1/a.py": "x", "2/bomb": bytes(8 * MIB), "3/../../a.py": "x"})
    container = open_container(path)
    assert len(container.entries("1", ())) == 1
    for top, said in (("2", "grows too much"), ("3", "is not safe")):
        with pytest.raises(SubmissionError, match=said):
            container.entries(top, ())


def test_too_many_members(packed: Write) -> None:
    """Of one student; the class may have more."""
    path = packed({f"1/{number}": "" for number in range(10_001)} | {"2/a.py": ""})
    container = open_container(path)
    assert len(container.entries("2", ())) == 1
    with pytest.raises(SubmissionError, match="more than 10000"):
        container.entries("1", ())


def test_links_are_not_followed(tmp_path: Path) -> None:
    """What lies in a folder of submissions may come out of a student's archive."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.py").write_text("")
    (tmp_path / "hw").mkdir()
    (tmp_path / "hw" / "1").symlink_to(tmp_path / "secret")
    with pytest.raises(SubmissionError, match="is a link"):
        open_container(tmp_path / "hw").entries("1", ())


def test_other_archives(tmp_path: Path) -> None:
    """A tar archive is a container too."""
    import tarfile

    (tmp_path / "a.py").write_text("x = 1\n")
    with tarfile.open(tmp_path / "hw.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "a.py", "2023123456/a.py")
    container = open_container(tmp_path / "hw.tar.gz")
    assert [top.name for top in container.tops()] == ["2023123456"]
    assert container.entries("2023123456", ())[0].read(10) == b"x = 1\n"
