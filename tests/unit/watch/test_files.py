"""Versions as they come and go on disk."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.stage import StagedSubmission
from grader.watch.files import SubmittedFiles, changed_files

ALLOWED = dict.fromkeys(("double.py", "quadruple.py", "answers.md"), ())


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "2023123456"
    folder.mkdir()
    (folder / "double.py").write_text("a = 1\n")
    (folder / "quadruple.py").write_text("b = 1\n")
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def files(folder: Path, clock: Clock) -> SubmittedFiles:
    return SubmittedFiles(folder, ALLOWED, clock)


def settled(files: SubmittedFiles) -> StagedSubmission | SubmissionError | None:
    """What two looks in a row give: the second one sees that nothing moves any more."""
    assert files.look() is None
    return files.look()


def changed(files: SubmittedFiles) -> frozenset[str]:
    """Which files the next version changes."""
    before = files.current
    version = settled(files)
    assert isinstance(version, StagedSubmission)
    return changed_files(before, version)


def test_nothing_happens(files: SubmittedFiles) -> None:
    """As long as nobody saves there is no version."""
    assert [files.look() for _ in range(5)] == [None] * 5


def test_a_save(files: SubmittedFiles, folder: Path) -> None:
    """A changed file is a version once, and only that file changed."""
    (folder / "double.py").write_text("a = 22\n")
    assert changed(files) == {"double.py"}
    assert files.look() is None


def test_a_notebook_in_the_place_of_files(tmp_path: Path, clock: Clock) -> None:
    """Its save is seen as theirs are; a run that only changes outputs is no version."""
    path = tmp_path / "hw.ipynb"
    write_cell(path, "a = 1")
    files = SubmittedFiles(tmp_path, ALLOWED, clock)
    write_cell(path, "a = 2")
    assert changed(files) == {"double.py"}
    write_cell(path, "a = 2", outputs=["2"])
    assert settled(files) is None


def write_cell(path: Path, code: str, **fields: object) -> None:
    heading = {"cell_type": "markdown", "metadata": {}, "source": "## double"}
    cell = {"cell_type": "code", "metadata": {}, "source": code, **fields}
    path.write_text(json.dumps({"nbformat": 4, "cells": [heading, cell]}))


def test_a_half_written_file_waits(files: SubmittedFiles, folder: Path) -> None:
    """As long as a file grows there is no version."""
    for size in range(3):
        (folder / "double.py").write_text("a = 1\n" * (size + 2))
        assert files.look() is None
    version = files.look()
    assert isinstance(version, StagedSubmission)
    assert version.sources["double.py"].count("a") == 4


def test_an_editor_that_renames(files: SubmittedFiles, folder: Path) -> None:
    """A new file in the old one's place counts, though size and time are the same."""
    old = (folder / "double.py").stat()
    new = folder / ".double.py.swp"
    new.write_text("a = 2\n")
    os.utime(new, ns=(old.st_atime_ns, old.st_mtime_ns))
    new.replace(folder / "double.py")
    assert changed(files) == {"double.py"}


def test_a_change_that_no_stamp_shows(files: SubmittedFiles, folder: Path, clock: Clock) -> None:
    """Where time is coarse, the next reading finds what has the same time and size."""
    path = folder / "double.py"
    old = path.stat()
    path.write_text("a = 2\n")
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert files.look() is None
    clock.now_s += 10
    version = files.look()
    assert isinstance(version, StagedSubmission)
    assert version.sources["double.py"] == "a = 2\n"


def test_saved_as_it_was(files: SubmittedFiles, folder: Path) -> None:
    """A file that was only touched is no version."""
    os.utime(folder / "double.py", ns=(1, 1))
    assert settled(files) is None


def test_a_deleted_file(files: SubmittedFiles, folder: Path) -> None:
    """It is a version without the file; back again, it is one with it."""
    (folder / "double.py").unlink()
    assert changed(files) == {"double.py"}
    (folder / "double.py").write_text("a = 1\n")
    assert changed(files) == {"double.py"}


def test_a_folder_that_vanishes(files: SubmittedFiles, folder: Path, clock: Clock) -> None:
    """It is said once; the same folder, back again, is given again, and nothing changed in it."""
    moved = folder.with_name("elsewhere")
    folder.rename(moved)
    assert isinstance(settled(files), SubmissionError)
    clock.now_s += 10
    assert files.look() is None
    moved.rename(folder)
    assert changed(files) == frozenset()


def test_nothing_to_watch(tmp_path: Path) -> None:
    """Where there is nothing, watching does not begin."""
    with pytest.raises(SubmissionError):
        SubmittedFiles(tmp_path / "nowhere", ALLOWED)


def test_an_archive(folder: Path, tmp_path: Path) -> None:
    """A zip that is made anew is a new version."""
    archive = Path(shutil.make_archive(str(tmp_path / "2023"), "zip", folder))
    files = SubmittedFiles(archive, ALLOWED)
    (folder / "double.py").write_text("a = 3\n")
    shutil.make_archive(str(tmp_path / "2023"), "zip", folder)
    assert changed(files) == {"double.py"}


def test_a_file_that_is_refused(files: SubmittedFiles, folder: Path) -> None:
    """A file that cannot be read any more has changed."""
    (folder / "double.py").write_bytes(b"\xff\x00\xff")
    assert changed(files) == {"double.py"}
