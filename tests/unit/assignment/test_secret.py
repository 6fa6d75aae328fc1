"""The course secret."""

from __future__ import annotations

import stat
from pathlib import Path

import platformdirs
import pytest

from grader.assignment.secret import course_secret, seed_of
from grader.errors import AssignmentError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GRADE_SECRET_FILE", raising=False)
    monkeypatch.setattr(platformdirs, "user_data_path", lambda _: tmp_path / "data")
    return tmp_path / "data"


def test_made_once_and_said_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first use makes a secret that only its owner reads, and says where; then silence."""
    first = course_secret()
    assert str(home / "secret") in capsys.readouterr().err
    assert stat.S_IMODE((home / "secret").stat().st_mode) == 0o600
    assert course_secret() == first
    assert capsys.readouterr().err == ""
    assert [path.name for path in home.iterdir()] == ["secret"]


def test_two_courses_have_two_secrets(home: Path) -> None:
    """A secret is random."""
    first = course_secret()
    (home / "secret").unlink()
    assert course_secret() != first


def test_a_named_file_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GRADE_SECRET_FILE decides, and nothing is made."""
    path = tmp_path / "shared"
    path.write_bytes(b"x" * 40)
    monkeypatch.setenv("GRADE_SECRET_FILE", str(path))
    assert course_secret() == b"x" * 40


@pytest.mark.parametrize("content", [None, b"", b"short"])
def test_a_bad_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    """A secret that is missing or too short is an error, never replaced silently."""
    path = tmp_path / "shared"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("GRADE_SECRET_FILE", str(path))
    with pytest.raises(AssignmentError, match="shared"):
        course_secret()


def test_seeds_repeat_and_differ() -> None:
    """A seed depends on the secret and on the check, on nothing else, and fits 63 bits."""
    assert seed_of(b"a" * 32, "x::y") == seed_of(b"a" * 32, "x::y")
    assert seed_of(b"a" * 32, "x::y") != seed_of(b"b" * 32, "x::y")
    assert seed_of(b"a" * 32, "x::y") != seed_of(b"a" * 32, "x::z")
    assert all(0 <= seed_of(b"a" * 32, str(n)) < 2**63 for n in range(1000))


def test_a_long_secret_counts_up_to_64_bytes() -> None:
    """A file longer than a key of the hash is no error."""
    assert seed_of(b"a" * 200, "x::y") == seed_of(b"a" * 64, "x::y")
