"""From intervals to verdicts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.records import Speed
from grader.timing.statistics import Interval
from grader.timing.verdict import Measured, at_least

QUIET = Measured(
    ratio=Interval(0.9, 1.0, 1.1),
    itself=Interval(0.99, 1.0, 1.01),
    wall=Interval(0.9, 1.0, 1.1),
    drift=1.0,
    blocks=11,
    reference_s=0.01,
    student_s=0.01,
)
LAST = replace(QUIET, blocks=81)


def test_an_interval_below_the_threshold_passes() -> None:
    """All of it lies within what is allowed."""
    assert QUIET.speed(1.1) is Speed.PASS


def test_an_interval_above_the_threshold_fails() -> None:
    """All of it lies beyond what is allowed."""
    assert QUIET.speed(0.89) is Speed.FAIL


def test_an_interval_on_the_threshold_waits_for_the_next_look() -> None:
    """Nothing is decided while there is a look left."""
    assert QUIET.speed(1.0) is None


def test_a_narrow_interval_at_the_last_look_is_borderline() -> None:
    """As good as it gets: the student has the benefit."""
    assert replace(LAST, ratio=Interval(0.95, 1.0, 1.05)).speed(1.0) is Speed.BORDERLINE


def test_a_wide_interval_at_the_last_look_is_a_retry() -> None:
    """The machine was too restless to say anything."""
    assert replace(LAST, ratio=Interval(0.7, 1.0, 1.3)).speed(1.0) is Speed.RETRY


@pytest.mark.parametrize(
    "restless", [{"itself": Interval(1.03, 1.05, 1.08)}, {"drift": 1.3}], ids=["itself", "drift"]
)
def test_a_reference_that_differs_from_itself_is_a_retry(restless: dict[str, object]) -> None:
    """However clear the ratio is: who measures the same program differently measures nothing."""
    assert replace(LAST, **restless).speed(0.5) is Speed.RETRY
    assert replace(QUIET, **restless).speed(0.5) is None


def test_a_reference_that_differs_by_what_clocks_do_is_quiet() -> None:
    """One percent between two runs of one program is no reason to doubt."""
    assert replace(QUIET, itself=Interval(1.005, 1.01, 1.015)).speed(1.5) is Speed.PASS


@pytest.mark.parametrize(
    "odd",
    [{"wall": Interval(1.6, 1.8, 2.0)}, {"student_s": 0.001, "floor_s": 0.003}],
    ids=["wall", "floor"],
)
def test_what_cannot_be_is_for_a_person(odd: dict[str, object]) -> None:
    """Work outside the charged clock, or a time below the machine's limit, is never a pass."""
    measured = replace(QUIET, **odd)
    assert measured.speed(2.0) is Speed.REVIEW
    assert measured.evidence


def test_who_was_stopped_fails_without_evidence() -> None:
    """Nobody waits for the end of what is far too slow, and nothing is odd about it."""
    measured = at_least(100.0, reference_s=0.01, floor_s=0.001)
    assert measured.speed(40.0) is Speed.FAIL
    assert measured.speed(3.0) is Speed.FAIL
    assert not measured.evidence
