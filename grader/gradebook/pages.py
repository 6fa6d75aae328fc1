"""The files that formgrader shows: one notebook for each student."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from nbgrader.utils import parse_utc

from grader.bridges.cells import Cell, notebook
from grader.writing import write_file

_OURS: Final = "grade"  # of the notebook's metadata


class Shown(msgspec.Struct, frozen=True):
    """Which version of a submission a page shows; formgrader's grades are of that one."""

    submission_sha256: str


class _Metadata(msgspec.Struct, frozen=True):
    grade: Shown | None = None


class _Notebook(msgspec.Struct, frozen=True):
    metadata: _Metadata = _Metadata()


class Pages:
    """The notebooks of one assignment in a course's folder."""

    def __init__(self, course: Path, assignment: str) -> None:
        self._course, self._assignment = course, assignment

    def write(self, student: str, cells: Iterable[Cell], shown: Shown) -> None:
        """Replace a student's page."""
        path = self._page(student)
        path.parent.mkdir(parents=True, exist_ok=True)
        about = {_OURS: msgspec.to_builtins(shown)}
        write_file(path, [notebook(list(cells), about)])

    def received(self, student: str, receipt: datetime | None) -> datetime | None:
        """The time, in UTC, that formgrader goes by: a receipt of ours, unless nbgrader has one.

        No notebook is put beside it: what formgrader could grade again is not what was handed in.
        """
        path = self._course / "submitted" / student / self._assignment / "timestamp.txt"
        if receipt is None or any(path.parent.glob("*.ipynb")):
            return _time_in(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, [f"{receipt:%Y-%m-%d %H:%M:%S} UTC\n".encode()])
        return receipt

    def shown(self, student: str) -> Shown | None:
        """The version on a student's page; None where there is no page of ours."""
        try:
            content = self._page(student).read_bytes()
        except FileNotFoundError:
            return None
        return msgspec.json.decode(content, type=_Notebook).metadata.grade

    def _page(self, student: str) -> Path:
        folder = self._course / "autograded" / student / self._assignment
        return folder / f"{self._assignment}.ipynb"


def _time_in(path: Path) -> datetime | None:
    """None where there is none; what a student put there in its place is none either."""
    try:
        moment: datetime = parse_utc(path.read_text("utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return None
    return moment
