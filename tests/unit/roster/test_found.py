"""What was found is taken in as its student's, whatever form it has."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.roster import Found, Student, discover

Write = Callable[..., Path]
ALLOWED = {"convolution.py": (), "convnet.py": (), "drawing.png": ()}


def staged(paths: Path, roster: Sequence[Student] | None = None) -> dict[str, str]:
    (found,) = discover([paths], roster).found
    return dict(found.stage(ALLOWED).sources)


@pytest.mark.parametrize(
    ("loose", "expected"),
    [
        ("2023123456_convolution.py", "convolution.py"),
        ("convolution-2023123456.py", "convolution.py"),
        ("2023123456_Convnet.PY", "convnet.py"),
        ("홍길동 convnet.py", "convnet.py"),
    ],
)
def test_loose_files(tmp_path: Path, roster: Sequence[Student], loose: str, expected: str) -> None:
    """Single files say whose they are and which."""
    name = loose if "2023" in loose else f"2023123456 {loose}"
    (tmp_path / "hw").mkdir()
    (tmp_path / "hw" / name).write_text("x = 1\n")
    assert staged(tmp_path / "hw", roster) == {expected: "x = 1\n"}


def test_a_file_named_by_its_student_alone(tmp_path: Path) -> None:
    """It stands for the only file of its kind."""
    (tmp_path / "2023123456.py").write_text("x = 1\n")
    (found,) = discover([tmp_path / "2023123456.py"]).found
    assert set(found.stage({"a.py": (), "b.md": ()}).sources) == {"a.py"}
    with pytest.raises(SubmissionError, match=r"Got 2023123456\.py"):
        found.stage(ALLOWED)


def test_an_archive_in_the_students_folder(packed: Write, tmp_path: Path) -> None:
    """As learning systems hand it out, in a zip or unpacked."""
    inner = packed({"hw5/convolution.py": "x = 1\n"}, "inner.zip").read_bytes()
    folder = "홍길동_2023123456_assignsubmission_file_"
    (tmp_path / "unpacked" / folder).mkdir(parents=True)
    (tmp_path / "unpacked" / folder / "과제.zip").write_bytes(inner)
    download = packed({f"{folder}/과제.zip": inner})
    assert staged(download) == staged(tmp_path / "unpacked") == {"convolution.py": "x = 1\n"}


def test_the_same_bytes_in_each_form(packed: Write, tmp_path: Path) -> None:
    """A verdict is kept for the bytes, so their packing must not matter."""
    (tmp_path / "2023123456").mkdir()
    (tmp_path / "2023123456" / "convolution.py").write_text("x = 1\n")
    one = packed({"convolution.py": "x = 1\n"}, "2023123456.zip")
    paths = (
        tmp_path / "2023123456",
        one,
        packed({"김_2023123456_7_convolution-3.py": "x = 1\n"}),
        packed({"2023123456.zip": one.read_bytes(), "2023123457.zip": b""}, "many.zip"),
    )
    hashes = {discover([path]).found[0].stage(ALLOWED).sha256 for path in paths}
    assert len(hashes) == 1


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Given by itself, too."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "2023123456").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SubmissionError, match="is a link"):
        Found("2023123456", tmp_path / "2023123456").stage(ALLOWED)


def test_a_download_that_changes(packed: Write, roster: Sequence[Student]) -> None:
    """What became shorter or was replaced since it was looked at is not half believed."""
    path = packed({"2023123456/convolution.py": os.urandom(1000).hex()})
    (found,) = discover([path], roster).found
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(SubmissionError, match="damaged"):
        found.stage(ALLOWED)
