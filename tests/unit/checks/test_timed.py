"""Checks with a clock, on a clock that the test moves."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks.compare import CheckFailed
from grader.checks.timed import Timed, nickname_in
from grader.checks.verdict import judge
from grader.errors import AssignmentError, Unavailable
from grader.records import Outcome, Speed
from grader.text import Text
from tests.unit.timing.conftest import RIGHT, FakeDevice, problem

pytestmark = pytest.mark.usefixtures("seeds")
SOURCE = f"LEADERBOARD = 'swift'\n{RIGHT}"


@pytest.fixture
def seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protocol's own entropy, the same in every run."""
    numbers = iter(range(1, 10_000))
    monkeypatch.setattr("secrets.randbits", lambda _: next(numbers))


class _OneModule(FakeDevice):
    """Student and reference are of one module name, as in a course: told apart by source."""

    def start(self, program: Any) -> Any:
        name = "student" if "LEADERBOARD" in program.sources["m"] else "reference"
        program = type(program)(name, program.function, {name: program.sources["m"]})
        return super().start(program)


def timed(student: Any, source: str = SOURCE, reference: Any = 0.02) -> Timed:
    device = _OneModule(student=student, reference=reference)
    return Timed(device, "m", {"m": source}, {"m": RIGHT})


def test_within_the_threshold_the_check_goes_on() -> None:
    """And the record has the ratio and the nickname."""
    clock = timed(0.03)
    clock.expect_within(problem(), 2.0)
    timing = clock.take()
    assert timing is not None
    assert (timing.ratio, timing.speed, timing.nickname) == (1.5, Speed.PASS, "swift")
    assert clock.take() is None


def test_beyond_the_threshold_the_check_fails() -> None:
    """In words that hold no measured number, so that two runs say the same."""
    clock = timed(0.045)
    with pytest.raises(CheckFailed) as caught:
        clock.expect_within(problem(), 2.0)
    assert "more than 2 times" in caught.value.message.en
    assert clock.take() is not None


def test_the_race_is_run_once_for_all_bands() -> None:
    """Two checks, one measurement."""
    clock = timed(0.06)
    both = problem(bands=(5.0, 2.0))
    clock.expect_within(both, 5.0)
    started = list(clock._device.started)
    with pytest.raises(CheckFailed):
        clock.expect_within(both, 2.0)
    assert clock._device.started == started


def test_a_restless_machine_takes_no_points() -> None:
    """The check is skipped, and a person can see why."""
    chains = 11 + 2 * (2 + 81)
    clock = timed(0.02, reference=lambda n: 0.01 if n % chains < 11 else 0.02)
    with pytest.raises(Unavailable) as caught:
        clock.expect_within(problem(bands=(1.5,)), 1.5)
    verdict = judge(caught.value, {}, __file__)
    assert verdict.outcome is Outcome.SKIPPED
    assert verdict.flag == "timing: retry"


def test_what_is_odd_waits_for_a_person() -> None:
    """Never a pass, never a zero; the evidence is in the flag, not in the sentence."""
    clock = timed(0.002)
    clock._device.walls["student"] = 30.0
    with pytest.raises(Unavailable) as caught:
        clock.expect_within(problem(), 2.0)
    assert "wall time ratio" in (caught.value.flag or "")
    assert "wall" not in caught.value.message.en


def test_a_wrong_output_fails_without_a_time() -> None:
    """There is nothing to tell of a program that does not answer right."""
    clock = timed(0.001, SOURCE.replace("x * w", "x"))
    with pytest.raises(CheckFailed, match="an answer was wrong"):
        clock.expect_within(problem(), 2.0)
    assert clock.take() is None


def test_without_a_clock_the_check_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that cannot time decides nothing, and raises no flag."""
    monkeypatch.setattr(FakeDevice, "unavailable", lambda self: Text.same("no clock"))
    with pytest.raises(Unavailable) as caught:
        timed(0.03).expect_within(problem(), 2.0)
    verdict = judge(caught.value, {}, __file__)
    assert (verdict.outcome, verdict.flag) == (Outcome.SKIPPED, None)


def test_a_threshold_must_be_one_of_the_bands() -> None:
    """For it the race would not be decided."""
    with pytest.raises(AssignmentError, match="none of the problem's bands"):
        timed(0.03).expect_within(problem(), 3.0)


@pytest.mark.parametrize(
    ("source", "nickname"),
    [
        ("LEADERBOARD = 'swift'", "swift"),
        ('import numpy\n\nLEADERBOARD = "제비 7"\n', "제비 7"),
        ("LEADERBOARD = ''", ""),
        ("", ""),
        ("    LEADERBOARD = 'inside'", ""),
        ("LEADERBOARD = '\x1b[31mred'", ""),
        ("LEADERBOARD = '<script>'", ""),
        ("LEADERBOARD = '=1+1'", ""),
        (f"LEADERBOARD = '{'x' * 21}'", ""),
        ("LEADERBOARD = open('/etc/passwd').read()", ""),
    ],
    ids=str,
)
def test_a_nickname_is_a_short_plain_name(source: str, nickname: str) -> None:
    """Letters, digits, blanks, dots, dashes; everything else is no nickname."""
    assert nickname_in(source) == nickname
