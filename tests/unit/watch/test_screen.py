"""The parts of the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from rich.cells import cell_len

from grader.assignment.hints import HintLevel, Wait
from grader.errors import SubmissionError
from grader.progress import Progress
from grader.records import Diagnosis
from grader.text import Text
from grader.watch.changes import Changes
from grader.watch.screen import Body, Help, Keys
from grader.watch.view import View

HINT = Text(en="Look at the shape.", ko="형상을 보세요.")
CAUSE = Diagnosis("x", Text(en="You swapped the axes.", ko="축을 바꾸었어요."))
ALL = HintLevel.COUNTEREXAMPLE
NO_HELP = Help()


@pytest.fixture
def view(make: Any) -> View:
    graded = make.graded("pff", "pp", "nn", hint=HINT, diagnosis=CAUSE)
    return replace(View().graded_as(graded), occasion="12:00:00  shapes.py")


def body(make: Any, view: View, help_: Help = NO_HELP, language: str = "en") -> Body:
    return Body(make.page(language), view, view.graded, help_)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_too_wide(make: Any, view: View, width: int, language: str) -> None:
    """Body and keys fit at every width, in both languages."""
    step = Progress("shapes::test_1", Text.same("It learns. " * 20), 60, 240)
    worse = Changes(worse=view.graded.exercises[0].checks)
    shown = replace(view, changes=worse, progress=step)
    help_ = Help(HintLevel.HINT, ALL)
    page = make.page(language)
    lines = make.lines(body(make, shown, help_, language), width)
    lines += make.lines(Keys(page, shown, help_, cropped=True), width)
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize(
    ("level", "told"),
    [(HintLevel.TITLE, ()), (HintLevel.HINT, (HINT,)), (ALL, (HINT, CAUSE.explanation))],
)
def test_hints_according_to_level(
    make: Any, view: View, level: HintLevel, told: tuple[Text, ...]
) -> None:
    """Title and message always; each level tells one thing more."""
    text = "\n".join(make.lines(body(make, view, Help(level, ALL))))
    assert "Title shapes::test_1." in text
    assert "Wrong in shapes::test_1." in text
    for each in (HINT, CAUSE.explanation):
        assert (each.en in text) is (each in told)


def test_where_one_is(make: Any, view: View) -> None:
    """The number of the selected place, of all places."""
    assert any(line.endswith("2/3") for line in make.lines(body(make, view.moved(1))))


def test_what_a_hint_waits_for(make: Any, view: View) -> None:
    """It is said when every allowed hint is shown, and not before."""
    wait = Wait(at=datetime(2026, 11, 2, tzinfo=UTC))
    waiting = Help(HintLevel.HINT, HintLevel.HINT, wait)
    assert "2026-11-02 00:00 UTC" in "".join(make.lines(body(make, view, waiting)))
    more = Help(HintLevel.TITLE, HintLevel.HINT, wait)
    assert "2026-11-02" not in "".join(make.lines(body(make, view, more)))


def test_running(make: Any, view: View) -> None:
    """While exercises run they are named, and no news is told that may change."""
    shown = replace(view, running=("im2col", "convolution"), changes=Changes())
    text = "\n".join(make.lines(body(make, shown)))
    assert "running im2col and 1 more" in text
    assert "No check changed." not in text
    assert "12:00:00" not in text


def test_how_far_a_check_has_come(make: Any, view: View) -> None:
    """One line says so, as long as it runs."""
    step = Progress("shapes::test_1", Text(en="It learns.", ko="배웁니다."), 60, 240)
    lines = make.lines(body(make, replace(view, running=("shapes",), progress=step)))
    assert sum("It learns." in line and "60/240" in line for line in lines) == 1


def test_the_notice(make: Any, view: View) -> None:
    """Why files cannot be read stands on top; the last results stay."""
    shown = replace(view, notice=SubmissionError(Text.same("It is gone.")).message)
    text = "\n".join(make.lines(body(make, shown)))
    assert "! It is gone." in text
    assert "Title shapes::test_1." in text


def test_everything_passed(make: Any) -> None:
    """Then that is said, and only what still works is offered."""
    view = View().graded_as(make.graded("pp"))
    assert "Every check passed. Well done." in make.lines(body(make, view))
    (keys,) = make.lines(Keys(make.page(), view, Help(), cropped=False))
    assert keys.split() == ["r", "run", "all", "q", "quit"]


def test_keys_that_do_something(make: Any, view: View) -> None:
    """Each key that does something now is offered, and no other."""
    page = make.page()

    def offered(view: View, help_: Help, *, cropped: bool = False) -> str:
        return " ".join(" ".join(make.lines(Keys(page, view, help_, cropped))).split())

    everything = offered(view, Help(HintLevel.TITLE, ALL), cropped=True)
    assert everything == (
        "h next hint 1/2 n next check p previous e next exercise space scroll r run all q quit"
    )
    assert "next hint 2/2" in offered(view, Help(HintLevel.HINT, ALL))
    assert "hint" not in offered(view, Help(ALL, ALL))
    alone = View().graded_as(make.graded("f"))
    assert offered(alone, Help()) == "r run all q quit"
