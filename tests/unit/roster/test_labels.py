"""Names at the top of a download are taken apart as the system put them together."""

from __future__ import annotations

import unicodedata

import pytest

from grader.roster.labels import Label, label


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("홍길동_123_assignsubmission_file_", Label("홍길동_123", "홍길동", "123")),
        ("Min Kim_9_assignsubmission_file", Label("Min Kim_9", "Min Kim", "9")),
        ("A_B_9_assignsubmission_onlinetext_", Label("A_B_9", "A_B", "9")),
        ("2023123456", Label("2023123456", "2023123456")),
        ("kim_12_34_hw5", Label("kim_12_34_hw5", "kim_12_34_hw5")),
    ],
)
def test_folders(top: str, expected: Label) -> None:
    """Moodle's, with or without the last underscore, and any other."""
    assert label(top, is_folder=True) == expected


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (
            "홍길동_123_assignsubmission_file_im2col.py",
            Label("홍길동_123", "홍길동", "123", ("im2col.py",)),
        ),
        ("kimminsu_12_34_a.py", Label("kimminsu_12", "kimminsu", "12", ("a.py",))),
        ("kimminsu_LATE_12_34_a-2.py", Label("kimminsu_12", "kimminsu", "12", ("a.py",), 2)),
        (
            "kimminsu_12_34_hw5-10.tar.gz",
            Label("kimminsu_12", "kimminsu", "12", ("hw5.tar.gz",), 10),
        ),
        ("kimminsu_12_text.html", Label("kimminsu_12", "kimminsu", "12", ("text.html",))),
        ("2023123456.zip", Label("2023123456.zip", "2023123456", file=("2023123456.zip",))),
        ("2023123456_a.py", Label("", "2023123456_a.py")),
    ],
)
def test_files(top: str, expected: Label) -> None:
    """Moodle's without folders, Canvas's late and repeated ones, archives, single files."""
    assert label(top, is_folder=False) == expected


def test_a_name_in_pieces() -> None:
    """A system that writes 한글 in pieces means the same name."""
    pieces = unicodedata.normalize("NFD", "홍길동_123_assignsubmission_file_")
    assert label(pieces, is_folder=True).name == "홍길동"
