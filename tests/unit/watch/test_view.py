"""What keys and results make of a view."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from grader.assignment.hints import HintLevel
from grader.records import Counterexample, Diagnosis
from grader.text import Text
from grader.watch.view import View

ALL = HintLevel.COUNTEREXAMPLE


@pytest.fixture
def view(make: Any) -> View:
    return View().graded_as(make.graded("pff", "pp", "bfn"))


def test_the_tour(view: View) -> None:
    """It leads through what did not pass; what passed or only waits is left out."""
    assert [stop.check.id for stop in view.stops] == [
        "shapes::test_1",
        "shapes::test_2",
        "convolution::test_1",
        "convolution::test_2",
    ]
    assert view.selected == "shapes::test_1"


def test_next_and_previous_go_round(view: View) -> None:
    """After the last comes the first, before the first the last."""
    assert view.moved(1).selected == "shapes::test_2"
    assert view.moved(-1).selected == "convolution::test_2"
    assert view.moved(4) == view


def test_next_exercise(view: View) -> None:
    """The first check of each exercise that has one, round at the end."""
    there = view.next_exercise()
    assert there.selected == "convolution::test_1"
    assert there.next_exercise().selected == "shapes::test_1"


def test_keys_without_a_check(make: Any) -> None:
    """Where everything passes, every key is harmless."""
    done = View().graded_as(make.graded("pp"))
    assert done.stop is None
    for after in (done.moved(1), done.next_exercise(), done.hinted(ALL), View().moved(-1)):
        assert after in (done, View())


def test_one_exercise_only(make: Any) -> None:
    """There is no next exercise; the selection stays."""
    view = View().graded_as(make.graded("ff")).moved(1)
    assert view.next_exercise() == view


def test_the_selection_stays_while_it_fails(view: View, make: Any) -> None:
    """Whoever works on a check keeps it before their eyes."""
    after = view.moved(1).graded_as(make.graded("fff", "pp", "bfn"), {"shapes"})
    assert after.selected == "shapes::test_2"


def test_the_selection_moves_on_when_it_passes(view: View, make: Any) -> None:
    """Then the first one left of the same exercise is shown, else the first of all."""
    there = view.moved(1)
    assert there.graded_as(make.graded("pfp", "pp", "bfn")).selected == "shapes::test_1"
    assert there.graded_as(make.graded("ppp", "pp", "bfn")).selected == "convolution::test_1"


def test_the_eyes_are_on_what_was_saved(view: View, make: Any) -> None:
    """A save of another exercise that fails moves the selection there."""
    after = view.graded_as(make.graded("pff", "ff", "bfn"), {"im2col"})
    assert after.selected == "im2col::test_0"
    assert view.graded_as(make.graded("pff", "pp", "bfn"), {"im2col"}).selected == view.selected


def test_hints_step_by_step(make: Any) -> None:
    """Each key press tells one thing more, and steps that tell nothing are left out."""
    failed = make.graded(
        "f", hint=Text.same("Look."), counterexample=Counterexample("f(1)", (), "1", "2")
    )
    view = View().graded_as(failed)
    assert view.level(ALL) is HintLevel.TITLE
    view = view.hinted(ALL)
    assert view.level(ALL) is HintLevel.HINT
    view = view.hinted(ALL)
    assert view.level(ALL) is HintLevel.COUNTEREXAMPLE
    assert view.hinted(ALL) == view


def test_hints_end_where_the_course_says(make: Any) -> None:
    """What is not allowed yet cannot be had by any number of presses."""
    failed = make.graded("f", diagnosis=Diagnosis("x", Text.same("You did x.")))
    view = View().graded_as(failed).hinted(HintLevel.HINT)
    assert view.level(HintLevel.HINT) is HintLevel.TITLE
    seen = View().graded_as(failed).hinted(ALL)
    assert seen.level(HintLevel.HINT) is HintLevel.HINT


def test_hints_belong_to_a_check(make: Any) -> None:
    """The next check starts without, and coming back finds what was told."""
    view = View().graded_as(make.graded("ff", hint=Text.same("Look."))).hinted(ALL)
    assert view.moved(1).level(ALL) is HintLevel.TITLE
    assert view.moved(1).moved(-1).level(ALL) is HintLevel.HINT


def test_scrolling(view: View) -> None:
    """Page by page to the end, then back to the top; a move starts at the top."""
    down = view.scrolled(5, 8)
    assert down.offset == 5
    assert down.scrolled(5, 8).offset == 8
    assert down.scrolled(5, 8).scrolled(5, 8).offset == 0
    assert down.moved(1).offset == 0
    assert replace(down, offset=0) == view
