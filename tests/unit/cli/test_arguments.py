"""What the words after an assignment's name mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.cli.arguments import exercises_and_submission
from grader.errors import UsageError


def test_a_notebook_is_what_is_handed_in() -> None:
    """Beside the names of exercises, in any order."""
    words = ("im2col", "work/hw.ipynb", "shapes")
    assert exercises_and_submission(words, None) == (("im2col", "shapes"), Path("work/hw.ipynb"))
    assert exercises_and_submission(("im2col",), Path("x")) == (("im2col",), Path("x"))


def test_two_submissions_are_one_too_many() -> None:
    """Both are named."""
    with pytest.raises(UsageError, match=r"Got a\.ipynb, b to grade, expected one"):
        exercises_and_submission(("a.ipynb",), Path("b"))
