"""A class that is graded in this process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from grader.batch import worker
from tests.school import School
from tests.unit.batch.fakes import HereAndNow


@pytest.fixture
def client() -> HereAndNow:
    return HereAndNow()


@pytest.fixture
def school(course: Any, monkeypatch: pytest.MonkeyPatch, client: HereAndNow) -> Iterator[School]:
    """Nobody has handed anything in yet; lanes are in this process."""
    monkeypatch.chdir(course.root)
    monkeypatch.setenv("XDG_STATE_HOME", str(course.root.parent / "state"))
    yield School(course, client)
    worker._warm.close()
