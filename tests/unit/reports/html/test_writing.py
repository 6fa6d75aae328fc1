"""Writing the page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.errors import GraderFault, UsageError
from grader.records import GradedSubmission
from grader.reports.html import document, render, write_page, writing


def test_the_students_copy_is_written(full: GradedSubmission, tmp_path: Path) -> None:
    """The file holds the page of `for_student`, and nothing lies beside it."""
    path = tmp_path / "feedback.html"
    write_page(full, "ko", path)
    assert path.read_text(encoding="utf-8") == render(full.for_student(), "ko")
    assert list(tmp_path.iterdir()) == [path]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o644


def test_an_old_page_stays_until_the_new_one_is_sound(
    full: GradedSubmission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that cannot be read back replaces nothing and leaves nothing behind."""
    path = tmp_path / "feedback.html"
    path.write_text("old")
    monkeypatch.setattr(writing, "render", lambda *_: "<p>")
    with pytest.raises(GraderFault, match="has no end"):
        write_page(full, "en", path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_fails_changes_nothing(
    full: GradedSubmission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error while the file is made lasting is told, and the old page stays."""
    path = tmp_path / "feedback.html"
    path.write_text("old")

    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(UsageError, match="No space left on device"):
        write_page(full, "en", path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(full: GradedSubmission, tmp_path: Path) -> None:
    """The message says which file could not be written."""
    with pytest.raises(UsageError, match=r"absent.feedback\.html"):
        write_page(full, "en", tmp_path / "absent" / "feedback.html")


def test_a_link_is_replaced_not_followed(full: GradedSubmission, tmp_path: Path) -> None:
    """A symbolic link at the path cannot send the page over another file."""
    target, link = tmp_path / "target", tmp_path / "feedback.html"
    target.write_text("untouched")
    link.symlink_to(target)
    write_page(full, "en", link)
    assert target.read_text() == "untouched"
    assert not link.is_symlink()


def test_templates_are_read_once() -> None:
    """A class of hundreds compiles its templates one time."""
    assert document._environment() is document._environment()
