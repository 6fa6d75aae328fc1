"""Authors' TOML files are read strictly."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from grader.errors import AssignmentError
from grader.toml import read_toml, wrong_field


class Content(msgspec.Struct, forbid_unknown_fields=True):
    points: float


def test_a_right_file(tmp_path: Path) -> None:
    """What is written comes out, typed."""
    path = tmp_path / "a.toml"
    path.write_text("points = 2.5\n", "utf-8")
    assert read_toml(path, Content) == Content(2.5)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"points = 'two'\n", "points"),
        (b"pionts = 2\n", "pionts"),
        (b"points = \n", "line 1"),
        (b"points = 2 # \xff\n", "utf-8"),
        (b"points = 1" + b"0" * 5000, "digits"),
        (b"points = " + b"[" * 5000, "recursion"),
        (None, "No such file"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, written: bytes | None, said: str) -> None:
    """A wrong field, broken TOML, another encoding and a missing file: the file and the reason."""
    path = tmp_path / "a.toml"
    if written is not None:
        path.write_bytes(written)
    with pytest.raises(AssignmentError, match=r"a\.toml cannot be read") as caught:
        read_toml(path, Content)
    assert said in caught.value.message.en


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("format_version", ":2"),
        ("hints.policy", ":5"),
        ("hints.format_version", ""),
        ("exercises", ""),
    ],
)
def test_a_wrong_value_is_told_with_the_right_one(tmp_path: Path, field: str, line: str) -> None:
    """Got before expected, with the file, the line where there is one, and the field."""
    path = tmp_path / "a.toml"
    path.write_text('# top\nformat_version = 2\n\n[hints] # now\n  policy = "x"\n', "utf-8")
    error = wrong_field(path, field, 2, 1)
    assert error.message.en == f"{path}{line}: {field} is 2, expected 1."
