"""A course folder with nbgrader's gradebook, and a small class in a ledger."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import msgspec
import pytest

pytest.importorskip("nbgrader")

from grader.assignment import Assignment, find
from grader.gradebook.book import Book
from grader.gradebook.opening import opened, url_of
from grader.ledger import Entry, Ledger
from tests.verdicts import essay, graded, record

Opened = Callable[[], AbstractContextManager[Book]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "dl2026"
    path.mkdir()
    return path


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gradebook without a row: nbgrader takes seconds to make one."""
    folder = tmp_path_factory.mktemp("empty")
    with opened(url_of(folder), "dl2026", "hw1"):
        return folder / "gradebook.db"


@pytest.fixture
def url(folder: Path, empty: Path) -> str:
    """An empty gradebook."""
    shutil.copyfile(empty, folder / "gradebook.db")
    return url_of(folder)


@pytest.fixture
def book(url: str) -> Opened:
    """Open the gradebook of hw1."""
    return lambda: opened(url, "dl2026", "hw1")


@pytest.fixture
def assignment(written: Any) -> Assignment:
    for name in ("double", "quadruple"):
        written.write(f"assignments/hw1/{name}.py", "raise NotImplementedError()\n")
    return find("hw1", written.root)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "ledger.sqlite")) as made:
        yield made


def verdict(student: str, score: float = 2.0, **fields: Any) -> Entry:
    """On a program and two essays, one of them answered."""
    whole = record(student, score)
    (double,) = whole.exercises
    essays = (essay("why-not", 1.0), essay("draw-it", 1.0, answered=False))
    answers = msgspec.structs.replace(double, name="answers", score=0.0, checks=(), essays=essays)
    whole = msgspec.structs.replace(whole, exercises=(double, answers))
    return graded(student, record=whole, **fields)
