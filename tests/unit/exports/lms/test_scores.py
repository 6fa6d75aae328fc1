"""What may still change is not sent to an LMS."""

from __future__ import annotations

from typing import Any

from grader.assignment import find
from grader.exports.lms import Score, scores_of, worth
from grader.exports.standing import Standing


def test_a_waiting_essay_holds_the_total_back(standing: Any) -> None:
    """The machine's score alone can be sent meanwhile."""
    waiting, done = standing("1", essays=1.0), standing("2", essays=1.0, marks={"why-not": 0.5})
    assert scores_of([waiting, done], Score.TOTAL) == ({"2": 3.5}, ["1"], [])
    assert scores_of([waiting, done], Score.MACHINE) == ({"1": 3.0, "2": 3.0}, [], [])


def test_a_fault_of_ours_is_no_number(standing: Any) -> None:
    """Neither is a submission that could not be taken in; who handed in nothing has no row."""
    broken, rejected = standing("1", fault=True), standing("2", rejected=True)
    nobody = Standing("3", None, 0, {})
    for score in Score:
        assert scores_of([broken, rejected, nobody], score) == ({}, ["1"], ["2"])


def test_lateness_counts(standing: Any) -> None:
    """The machine's part is what remains after it."""
    assert scores_of([standing("1", lateness=0.5)], Score.MACHINE) == ({"1": 1.5}, [], [])


def test_what_a_column_must_be_worth(written: Any) -> None:
    """Without essays the machine's points remain."""
    hw1 = find("hw1", written.root)
    assert worth(hw1, Score.TOTAL) - worth(hw1, Score.MACHINE) == 2.0
