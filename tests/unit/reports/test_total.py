"""Totals."""

from __future__ import annotations

from typing import Any

from grader.records import Outcome
from grader.reports.total import Total


def text(lines: list[str]) -> str:
    """The lines below the rule as one string."""
    return " ".join(line.strip() for line in lines[1:])


def test_a_final_score(make: Any) -> None:
    """Earned of worth, and a bar."""
    lines = make.lines(
        Total(
            make.page(),
            make.graded(make.exercise(make.check(points=2.5), make.check("b", Outcome.FAILED))),
        )
    )
    assert lines == ["─" * 80, "Score: 2.5 of 3.5 points".ljust(60) + "━" * 14 + "·" * 6]


def test_a_score_that_waits_for_a_person_is_not_final(make: Any) -> None:
    """It says what waits and what the maximum is."""
    lines = make.lines(
        Total(make.page(), make.graded(make.exercise(make.check(points=80.0)), needs_person=20.0))
    )
    assert lines[1].startswith("Score so far: 80 of 80 points")
    assert lines[2] == "A person still has to grade 20 points. The maximum in all is 100 points."


def test_our_faults_decide_nothing(make: Any) -> None:
    """They are called ours, and the score is not final."""
    fault = make.check("fault", Outcome.GRADER_FAULT, points=3.0)
    said = text(make.lines(Total(make.page(), make.graded(make.exercise(make.check(), fault)))))
    assert said.startswith("Score so far: 1 of 4 points")
    assert "Not graded: 1 check (3 points). That is our fault, not yours" in said


def test_a_preview_has_no_score(make: Any) -> None:
    """Passed checks are counted; the hidden ones of all exercises wait."""
    public = [
        make.exercise(make.check(), hidden_checks=12, hidden_points=20.0),
        make.exercise(
            make.check("b", Outcome.FAILED), name="pooling", hidden_checks=1, hidden_points=2.5
        ),
    ]
    lines = make.lines(Total(make.page(preview=True), make.graded(*public)))
    assert lines[1].startswith("Public checks: 1 of 2 passed")
    assert lines[2] == (
        "There is no score yet. 13 hidden checks (22.5 points) run after you submit."
    )
    assert "Score" not in text(lines)


def test_a_bonus_alone_is_no_score(make: Any) -> None:
    """Where nothing else was graded, there is nothing that it comes on top of."""
    bonus = make.exercise(make.check(points=2.0), make.check("b", Outcome.FAILED), bonus=True)
    lines = make.lines(Total(make.page(), make.graded(bonus)))
    assert lines[1].startswith("Bonus: 2 of 3 points")
    assert "Score" not in text(lines)


def test_a_bonus_is_told_beside_the_score(make: Any) -> None:
    """The maximum stays what it is, and the score says how much of it came on top."""
    duty = make.exercise(make.check(points=100.0))
    extra = make.exercise(make.check("fast", points=5.0), name="fast", bonus=True)
    lines = make.lines(
        Total(make.page(), make.graded(duty, extra, score=105.0, points=100.0)), width=100
    )
    assert lines[1].startswith("Score: 105 (with a bonus of 5) of 100 points")


def test_what_waits_is_counted_without_the_bonus(make: Any) -> None:
    """Unless there is nothing else."""
    duty = make.exercise(make.check(), hidden_checks=3, hidden_points=20.0)
    extra = make.exercise(make.check(), name="fast", bonus=True, hidden_checks=2, hidden_points=5.0)
    page = make.page(preview=True)
    assert "3 hidden checks (20 points)" in text(make.lines(Total(page, make.graded(duty, extra))))
    assert "2 hidden checks (5 points)" in text(make.lines(Total(page, make.graded(extra))))
