"""Blocks of checks."""

from __future__ import annotations

from typing import Any

import pytest

from grader.records import Diagnosis, Location, Outcome
from grader.reports.check import CheckBlock
from grader.reports.grouping import CheckGroup
from grader.text import Text

STUB = {"outcome": Outcome.NOT_ATTEMPTED, "message": Text.same("Not written yet.")}


def test_a_failed_check_from_top_to_bottom(make: Any) -> None:
    """Title, outcome and loss; then message, cause, hint, own line, output."""
    failed = make.check(
        "stride",
        Outcome.FAILED,
        points=1.5,
        message=Text.same("What happened."),
        hint=Text.same("Think of S."),
        diagnosis=Diagnosis("forgets_stride", Text.same("The stride is not used.")),
        location=Location("im2col.py", 7, "out_h = H - FH + 1"),
        output="hello\n",
    )
    assert make.lines(CheckBlock(make.page(), CheckGroup((failed,))), 60) == [
        "  ✗ Title stride.                               failed  -1.5",
        "    What happened.",
        "    Cause   The stride is not used.",
        "    Hint    Think of S.",
        "    Where   im2col.py:7  out_h = H - FH + 1",
        "    Output  │ hello",
    ]


def test_a_passed_check_is_one_line(make: Any) -> None:
    """Whatever it printed."""
    assert make.lines(CheckBlock(make.page(), CheckGroup((make.check(output="noise"),)))) == [
        "  ✓ Title one."
    ]


def test_a_blocked_check_says_only_what_it_waits_for(make: Any) -> None:
    """Its hint would be about a mistake that nobody has seen yet."""
    blocked = make.check(
        outcome=Outcome.BLOCKED, message=Text.same("Waits for: x"), hint=Text.same("hint")
    )
    lines = make.lines(CheckBlock(make.page(), CheckGroup((blocked,))), 40)
    assert lines == ["  · Title one.             blocked    -1", "    Waits for: x"]


def test_a_group_shares_its_details(make: Any) -> None:
    """Titles stand together; what is true of all of them follows once."""
    crash = {"outcome": Outcome.CRASHED, "message": Text.same("Boom.")}
    group = CheckGroup((make.check("a", **crash), make.check("b", **crash, hint=Text.same("of b"))))
    assert make.lines(CheckBlock(make.page(), group), 40) == [
        "  ✗ Title a.               crashed    -1",
        "  ✗ Title b.               crashed    -1",
        "    Boom.",
    ]


def test_a_collapsed_group_is_a_number(make: Any) -> None:
    """Twelve stubs are one block and the sum of what they cost."""
    group = CheckGroup(tuple(make.check(str(n), **STUB) for n in range(12)), collapsed=True)
    assert make.lines(CheckBlock(make.page(), group), 40) == [
        "  ○ 12 checks        not attempted   -12",
        "    Not written yet.",
    ]
    verbose = make.lines(CheckBlock(make.page(verbose=True), group), 40)
    assert len(verbose) == 13
    assert verbose[11].startswith("  ○ Title 11.")


def test_a_known_cause_is_not_told_again(make: Any) -> None:
    """The same misconception is explained once."""
    failed = make.check(
        outcome=Outcome.FAILED, diagnosis=Diagnosis("a", Text.same("A long explanation."))
    )
    lines = make.lines(CheckBlock(make.page(), CheckGroup((failed,), cause_is_known=True)))
    assert lines[-1] == "    Cause   The same as above."


@pytest.mark.parametrize("outcome", [Outcome.SKIPPED, Outcome.GRADER_FAULT])
def test_what_is_not_the_students_costs_nothing(make: Any, outcome: Outcome) -> None:
    """Neither missing hardware nor our failure shows a loss."""
    block = CheckBlock(make.page(), CheckGroup((make.check(outcome=outcome, points=3.0),)))
    assert "-3" not in make.lines(block)[0]


def test_a_preview_has_no_losses(make: Any) -> None:
    """Public checks are worth no points."""
    group = CheckGroup((make.check(outcome=Outcome.FAILED),))
    assert make.lines(CheckBlock(make.page(preview=True), group), 30) == [
        "  ✗ Title one.          failed"
    ]


def test_a_check_that_passed_in_part_loses_a_part(make: Any) -> None:
    """What is lost is what it is worth less what it earned."""
    group = CheckGroup((make.check(outcome=Outcome.FAILED, points=1.5, score=0.5),))
    assert make.lines(CheckBlock(make.page(), group))[0].endswith("failed    -1")


def test_a_check_without_a_title_shows_its_name(make: Any) -> None:
    """No line is blank."""
    group = CheckGroup((make.check(title=Text.same("")),))
    assert make.lines(CheckBlock(make.page(), group)) == ["  ✓ im2col::test_one"]


def test_flags_are_for_the_staff(make: Any) -> None:
    """Evidence of our failure may hold hidden values; it is not shown."""
    fault = make.check(
        outcome=Outcome.GRADER_FAULT, flag="ValueError: 0.123", message=Text.same("m")
    )
    assert "0.123" not in "\n".join(make.lines(CheckBlock(make.page(), CheckGroup((fault,)))))
