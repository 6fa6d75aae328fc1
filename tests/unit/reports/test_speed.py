"""Bars of time, and the leaderboard's table."""

from __future__ import annotations

import io

import pytest

from grader.records import Outcome, Speed, Timing
from grader.reports import make_console
from grader.reports.exercise import ExerciseBlock
from grader.reports.leaderboard import print_leaderboard
from grader.reports.speed import speed_bars, timing_of
from grader.text import Text
from grader.timing.leaderboard import Place
from tests.unit.reports.conftest import Make

TIMING = Timing(
    device="cpu",
    ratio=8.0,
    low=7.5,
    high=8.5,
    threshold=4.5,
    speed=Speed.FAIL,
    blocks=11,
    reference_s=0.0005,
    naive_ratio=150.0,
    roof_ratio=0.025,
    roof_flops_per_s=2.6e11,
    roof_bytes_per_s=3.7e10,
    roof_by="fma",
    try_next=Text(en="Try this next.", ko="다음에는 이것을 해 보세요."),
    nickname="swift",
)


def test_longer_bars_are_slower(make: Make) -> None:
    """Naive, yours, reference, limit: every tenfold is an equal step, and no bar is empty."""
    shares = [bar.share for bar in speed_bars(make.page(), TIMING)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == pytest.approx(1.0)
    assert shares[-1] > 0


def test_the_interval_is_told(make: Make) -> None:
    """Of the student's own program alone."""
    figures = [bar.figure for bar in speed_bars(make.page(), TIMING)]
    assert figures == ["150x", "8x (7.5 to 8.5)", "1x", "0.025x"]


def test_a_stopped_program_took_at_least_so_long(make: Make) -> None:
    """Nobody knows how long it would have taken."""
    stopped = Timing("cpu", 112.0, 112.0, None, 45.0, Speed.FAIL, 0, 0.0005)
    assert [bar.figure for bar in speed_bars(make.page(), stopped)] == ["at least 112x", "1x"]


def test_two_equal_programs_can_be_drawn(make: Make) -> None:
    """Where all ratios are one, nothing is divided by nothing."""
    equal = Timing("cpu", 1.0, 1.0, 1.0, 4.5, Speed.PASS, 11, 0.0005)
    assert len(speed_bars(make.page(), equal)) == 2


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_exercise_tells_of_its_speed(make: Make, width: int) -> None:
    """Bars, what the limit is, and what to try next, within the width."""
    check = make.check(outcome=Outcome.FAILED, timing=TIMING)
    exercise = make.exercise(check, bonus=True)
    assert timing_of(exercise) is TIMING
    lines = make.lines(ExerciseBlock(make.page(), exercise, 4), width)
    text = " ".join(" ".join(lines).split())
    assert all(len(line) <= width for line in lines)
    assert "your program" in text
    assert "260 billion operations a second" in text
    assert "Try this next." in text
    assert "comes on top" in text


def test_a_bonus_loses_nothing(make: Make) -> None:
    """What was not earned is not shown as lost, and what was earned has a plus."""
    exercise = make.exercise(make.check(outcome=Outcome.FAILED, timing=TIMING), bonus=True)
    text = "\n".join(make.lines(ExerciseBlock(make.page(), exercise, 4)))
    assert "-1" not in text
    assert "+0/1" in text


def test_a_bonus_that_is_left_out_is_one_line(make: Make) -> None:
    """No list of what was not attempted."""
    exercise = make.exercise(make.check(outcome=Outcome.NOT_ATTEMPTED), bonus=True)
    text = "\n".join(make.lines(ExerciseBlock(make.page(), exercise, 4)))
    assert "not attempted" not in text
    assert "leaving it out costs nothing" in text


def shown(places: list[Place], language: str = "en") -> str:
    file = io.StringIO()
    print_leaderboard(places, language, make_console(file))
    return file.getvalue()


def test_the_leaderboard_shows_nicknames_alone() -> None:
    """Rank, nickname and ratio; nothing that says who it is."""
    text = shown([Place(1, "swift", "fast_conv", TIMING)])
    assert "swift" in text
    assert "8x (7.5 to 8.5)" in text


def test_a_hostile_nickname_cannot_act() -> None:
    """Should one get into a record, the terminal still sees it written out."""
    text = shown([Place(1, "\x1b[31mred", "fast_conv", TIMING)])
    assert "\x1b" not in text


def test_an_empty_leaderboard_says_so() -> None:
    """A sentence in place of a table."""
    assert "Nobody" in shown([])
