"""`@check` keeps what an author says about a check."""

from __future__ import annotations

import pytest

from grader.checks.marker import check, marked
from grader.errors import AssignmentError
from grader.text import Text


def test_a_mark_says_points_order_hint_and_title() -> None:
    """The function itself stays as it was."""
    hint = Text(en="Look.", ko="보세요.")

    @check(points=3, after="test_shape", hint=hint)
    def test_values() -> int:
        """Every value is doubled.

        모든 값이 두 배가 됩니다.
        """
        return 5

    mark = marked(test_values)
    assert test_values() == 5
    assert (mark.points, mark.after, mark.hint) == (3.0, ("test_shape",), hint)
    assert type(mark.points) is float
    assert mark.title == Text(en="Every value is doubled.", ko="모든 값이 두 배가 됩니다.")


def test_a_check_can_come_after_several() -> None:
    """Or after none."""

    @check(points=0.5, after=("test_a", "test_b"))
    def test_c() -> None: ...

    @check(points=0)
    def test_d() -> None: ...

    assert marked(test_c).after == ("test_a", "test_b")
    assert marked(test_d).after == ()
    assert marked(test_d).title == Text(en="", ko="")


@pytest.mark.parametrize("function", [len, lambda: None, None, 5])
def test_a_function_without_a_mark_is_the_authors_error(function: object) -> None:
    """It is named, with what to write."""
    with pytest.raises(AssignmentError, match=r"has no @check\(points=\.\.\.\)\. Add it\."):
        marked(function)


def test_a_mark_cannot_be_forged_by_an_attribute() -> None:
    """Only the decorator's own object is one."""

    def test_values() -> None: ...

    vars(test_values)["__grader_check__"] = {"points": 100}
    with pytest.raises(AssignmentError):
        marked(test_values)
