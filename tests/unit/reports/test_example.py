"""Counterexamples in the report."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from rich.text import Text as Line

from grader.records import Counterexample, Outcome
from grader.reports.check import CheckBlock
from grader.reports.example import Example
from grader.reports.grouping import CheckGroup
from grader.text import Text

EXAMPLE = Counterexample(
    code="from convolution import Convolution\nprint(Convolution(W, b, 2, 0).forward(x))",
    inputs=(("x", "[[[[1, 2, 3]]]]"), ("W", "[[[[2]]]]"), ("stride", "2")),
    got="[[[[2, 4, 6]]]]",
    expected="[[[[2, 6]]]]",
    arithmetic=Text.same("out_w = (3+2*0-1)//2+1 = 2"),
)


def test_an_example_from_top_to_bottom(make: Any) -> None:
    """Inputs, what came out, what should have, one number worked out, lines to run."""
    check = make.check("stride", Outcome.FAILED, counterexample=EXAMPLE)
    assert make.lines(CheckBlock(make.page(), CheckGroup((check,))), 60)[1:] == [
        "    Try it  x = [[[[1, 2, 3]]]], W = [[[[2]]]], stride = 2",
        "            got       [[[[2, 4, 6]]]]",
        "            expected  [[[[2, 6]]]]",
        "            out_w = (3+2*0-1)//2+1 = 2",
        "            │ from convolution import Convolution",
        "            │ print(Convolution(W, b, 2, 0).forward(x))",
    ]


def test_a_name_is_not_parted_from_its_value(make: Any) -> None:
    """Inputs that do not fit on one line go on the next."""
    lines = make.lines(Example(make.page(), EXAMPLE, Line("    Try it  ")), 40)
    assert lines[:3] == [
        "    Try it  x = [[[[1, 2, 3]]]]",
        "            W = [[[[2]]]], stride = 2",
        "            got       [[[[2, 4, 6]]]]",
    ]


def test_what_student_code_answered_is_harmless(make: Any) -> None:
    """An exception's text may hold anything."""
    example = Counterexample("", (), got="ValueError: \x1b[2J\nScore 9", expected="1")
    assert make.lines(Example(make.page(), example, Line("  "))) == [
        "  got       ValueError: \\x1b[2J\\nScore 9",
        "  expected  1",
        "  │",
    ]


def test_a_group_shows_one_example(make: Any) -> None:
    """The first there is."""
    plain, shown = make.check("a", Outcome.FAILED), make.check("b", counterexample=EXAMPLE)
    assert CheckGroup((plain, shown)).counterexample == EXAMPLE
    assert CheckGroup((plain,)).counterexample is None


def test_an_example_without_inputs_begins_with_what_came_out(make: Any) -> None:
    """The label stands on the first line, whatever that is."""
    lines = make.lines(Example(make.page(), replace(EXAMPLE, inputs=()), Line("Try it  ")))
    assert lines[0] == "Try it  got       [[[[2, 4, 6]]]]"
