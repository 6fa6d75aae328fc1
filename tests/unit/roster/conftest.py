"""A small class, and tables as people save them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from grader.roster import Student

Write = Callable[..., Path]


@pytest.fixture
def table(tmp_path: Path) -> Write:
    """Writes a table and returns its path."""

    def write(text: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def packed(tmp_path: Path) -> Write:
    """Writes a zip of contents by name and returns its path."""

    def write(contents: Mapping[str, str | bytes], name: str = "download.zip") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in contents.items():
                archive.writestr(member, content)
        return path

    return write


@pytest.fixture
def roster() -> tuple[Student, ...]:
    """Korean and other names; the last two share one."""
    return (
        Student("2023123456", "홍길동", "1", ("hong@example.ac.kr",)),
        Student("2023123457", "김철수", "1"),
        Student("2023123458", "Minsu Kim", "2", ("4711",)),
        Student("20-99-1", "Lee, Su Jin", "2"),
        Student("2023123460", "이영희"),
        Student("2023123461", "이영희"),
    )
