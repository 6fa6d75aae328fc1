"""What a race is told as."""

from __future__ import annotations

import pytest

from grader.records import Speed
from grader.timing.device import Roof
from grader.timing.protocol import race
from grader.timing.story import request_share, story_of
from tests.unit.timing.conftest import FakeDevice, entrants, program

pytestmark = pytest.mark.usefixtures("seeds")


def test_the_story_is_rounded_and_complete() -> None:
    """Ratio, interval, naive program and limit, with three digits."""
    device = FakeDevice(student=0.031415, reference=0.02, naive=1.0)
    device.limit = Roof(flops_per_s=4000.0, bytes_per_s=1e6, by="fma")
    race_ = entrants()
    story = story_of(device, race_, program("naive"), race(device, race_, [2.0]))
    timing = story.timing(2.0, "quick one")
    assert (timing.ratio, timing.low, timing.high) == (1.57, 1.57, 1.57)
    assert timing.speed is Speed.PASS
    assert timing.naive_ratio == 200.0
    assert timing.reference_s == 0.005
    assert timing.roof_ratio == 0.05
    assert timing.nickname == "quick one"


def test_who_was_stopped_has_no_upper_bound() -> None:
    """The ratio is at least what it took to stop."""
    device = FakeDevice(student=0.1, reference=0.01)
    race_ = entrants()
    timing = story_of(device, race_, None, race(device, race_, [2.0])).timing(2.0)
    assert timing.high is None
    assert timing.ratio == 10.0


@pytest.mark.parametrize(
    ("slim_s", "ratio", "advice"),
    [(0.9, 1.0, "Python itself"), (0.1, 1.0, "copying numbers"), (0.1, 0.5, "ahead of")],
)
def test_advice_follows_where_the_time_goes(slim_s: float, ratio: float, advice: str) -> None:
    """Time that stays without arithmetic is Python's; what is left depends on the ratio."""
    full_s = 0.02 * ratio
    device = FakeDevice(
        student=lambda number: full_s if number < 13 else slim_s * full_s, reference=0.02
    )
    race_ = entrants()
    story = story_of(device, race_, None, race(device, race_, [2.0]))
    assert story.try_next is not None
    assert advice in story.try_next.en


def test_the_requests_share_is_that_of_an_echo() -> None:
    """A program that returns its argument costs what the request costs."""
    device = FakeDevice(reference=lambda number: 0.001 if number < 11 else 0.02)
    assert request_share(device, entrants()) == pytest.approx(0.05)
