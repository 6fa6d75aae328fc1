"""A class to be graded while things break."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.school import School
from tests.unit.conftest import course

__all__ = ["course"]


@pytest.fixture
def school(course: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    """Nobody has handed anything in yet; lanes are real processes."""
    monkeypatch.chdir(course.root)
    monkeypatch.setenv("XDG_STATE_HOME", str(course.root.parent / "state"))
    monkeypatch.setenv("TMPDIR", str(course.root.parent))
    return School(course)
