"""What is read of an assignment, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.assignment import find
from grader.diagnosis.known import Known

ROOT = Path(__file__).parents[3]


def test_everything_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same objects come back, however often they are asked for."""
    monkeypatch.syspath_prepend(str(ROOT))
    assignment = find("assignment5", ROOT)
    known, exercise = Known(assignment), assignment.exercise("im2col")
    assert known.reference(exercise) is known.reference(exercise)
    assert known.misconceptions(exercise) is known.misconceptions(exercise)
    assert known.cases(exercise)[0] is known.cases(exercise)[0]
    assert known.misconception(exercise, "channels_last").name == "channels_last"
