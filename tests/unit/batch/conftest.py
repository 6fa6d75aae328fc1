"""A class that is graded in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from grader.batch import run, worker
from tests.school import School
from tests.unit.batch.fakes import HereAndNow


@pytest.fixture
def client() -> HereAndNow:
    return HereAndNow()


@pytest.fixture
def school(course: Any, monkeypatch: pytest.MonkeyPatch, client: HereAndNow) -> Iterator[School]:
    """Nobody has handed anything in yet; lanes are in this process."""

    @contextmanager
    def connected(_: object) -> Iterator[HereAndNow]:
        yield client

    monkeypatch.setattr(run, "connected", connected)
    monkeypatch.chdir(course.root)
    monkeypatch.setenv("XDG_STATE_HOME", str(course.root.parent / "state"))
    yield School(course)
    worker._warm.close()
