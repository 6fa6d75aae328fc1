"""Words for what was recognised."""

from __future__ import annotations

import pytest

from grader.text import Text
from grader.triage.remark import Remark, axis_word, both, listed


@pytest.mark.parametrize(
    ("axes", "words"),
    [
        ("nchw", ["item", "channel", "row", "column"]),
        ("fchw", ["filter", "channel", "row", "column"]),
        ("rc", ["row", "column"]),
        (("axis 0",), ["slice"]),
    ],
)
def test_steps_along_axes_have_names(axes: tuple[str, ...], words: list[str]) -> None:
    """A letter c is a channel, but in a matrix of patches a column."""
    assert [axis_word(axes, axis).en for axis in range(len(axes))] == words


def test_two_remarks_become_one() -> None:
    """In both languages."""
    one, two = Remark("a", Text("A.", "가.")), Remark("b", Text("B.", "나."))
    assert both(one, two) == Remark("a, b", Text("A. B.", "가. 나."))
    assert listed("nchw", (2, 3)) == "h, w"
