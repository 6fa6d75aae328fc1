"""A machine that would grade differently is told from one that would not."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from grader.assignment import find
from grader.batch.fitness import require_fit, setting_of
from grader.errors import ClusterError


def test_the_same_machine_fits(course: Any) -> None:
    """Nothing differs from itself."""
    assignment = find("hw1", course.root)
    require_fit(setting_of(assignment, ["double"], None), assignment)


def test_everything_that_differs_is_said(course: Any) -> None:
    """Versions by name with both values, and the exercises whose checks differ."""
    assignment = find("hw1", course.root)
    setting = setting_of(assignment, ["double", "quadruple"], None)
    other = msgspec.structs.replace(
        setting,
        environment={**setting.environment, "numpy": "1.0"},
        exercises={**setting.exercises, "double": "another"},
    )
    with pytest.raises(ClusterError, match=r"numpy is .*, expected 1\.0\.\n.*differ: double\.$"):
        require_fit(other, assignment)


def test_without_hidden_checks(course: Any) -> None:
    """Their folder is named."""
    assignment = find("hw1", course.root)
    setting = setting_of(assignment, ["double"], None)
    course.solutions.rename(course.root / "elsewhere")
    with pytest.raises(ClusterError, match="hidden checks are not there"):
        require_fit(setting, find("hw1", course.root))
