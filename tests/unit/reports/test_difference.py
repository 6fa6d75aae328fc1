"""Facts that a message lacks."""

from __future__ import annotations

from typing import Any

from grader.records import Difference
from grader.reports.difference import facts

VALUES = Difference((2, 3), (2, 3), ("n", "c"), (0, 1), 12, 48, 2.3)
SHAPES = Difference((2, 4, 8, 8), (2, 4, 4, 4), ("n", "c", "h", "w"))


def test_what_the_message_says_is_not_said_again(make: Any) -> None:
    """In neither language, where Korean counts follow the numbers directly."""
    english = "12 of 48 values are wrong, the first at [n=0, c=1]; the largest difference is 2.3."
    korean = "값 48개 중 12개가 틀렸어요. 처음으로 틀린 값은 [n=0, c=1]에 있고, 차이는 2.3이에요."
    assert facts(make.page(), VALUES, english) == ""
    assert facts(make.page("ko"), VALUES, korean) == ""


def test_what_the_message_lacks_is_said(make: Any) -> None:
    """How many, where first, and by how much."""
    assert facts(make.page(), VALUES, "The answer is not what this check expects.") == (
        "12 of 48 values are wrong. The first wrong value is at [n=0, c=1]. "
        "The largest difference is 2.3."
    )


def test_a_number_inside_another_one_is_not_the_same_number(make: Any) -> None:
    """112 does not say 12, and 2.35 does not say 2.3."""
    said = facts(make.page(), VALUES, "112 of 48 at [n=0, c=11], off by 2.35")
    assert said.startswith("12 of 48 values are wrong. The first wrong value is at [n=0, c=1].")
    assert said.endswith("2.3.")


def test_named_axes_of_the_wrong_size(make: Any) -> None:
    """Shapes in the message; which axes are wrong is added."""
    message = "The shape is wrong: got (2, 4, 8, 8), expected (2, 4, 4, 4)."
    assert facts(make.page(), SHAPES, message) == (
        "Axis h: got 8, expected 4. Axis w: got 8, expected 4."
    )


def test_shapes(make: Any) -> None:
    """Both shapes, got before expected, where the message has none."""
    unnamed = Difference((3,), (3, 1), ("axis 0", "axis 1"))
    assert facts(make.page(), unnamed, "Wrong.") == "Shape: got (3,), expected (3, 1)."
