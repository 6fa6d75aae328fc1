"""The race: who runs when, on what, and what becomes of those who cheat the protocol."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from grader.errors import GraderFault, StudentRaised
from grader.records import Speed
from grader.timing.device import Roof
from grader.timing.problem import Work, WrongOutput
from grader.timing.protocol import race
from tests.unit.timing.conftest import FakeDevice, entrants, noise, program

pytestmark = pytest.mark.usefixtures("seeds")

LATE = """
calls = []

def f(x, w):
    calls.append(1)
    return x * w if len(calls) < 40 else x * 0
"""
SKIPS = """
calls = []

def f(x, w):
    calls.append(1)
    return x if len(calls) % 4 == 2 else x * w
"""


def tied() -> FakeDevice:
    """A student's program as often a little above the threshold as below."""
    return FakeDevice(student=lambda n: 0.042 if n % 2 else 0.038, reference=0.02)


def test_a_clear_ratio_is_decided_at_the_first_look() -> None:
    """Eleven blocks suffice where nothing is close."""
    measured = race(FakeDevice(student=0.03, reference=0.02), entrants(), [2.0])
    assert measured.ratio.middle == pytest.approx(1.5)
    assert measured.speed(2.0) is Speed.PASS
    assert measured.blocks == 11


def test_a_ratio_at_the_threshold_takes_every_look() -> None:
    """A noisy tie is measured to the end, and the student has the benefit."""
    measured = race(tied(), entrants(), [2.0])
    assert measured.blocks == 81
    assert measured.speed(2.0) is Speed.BORDERLINE


def test_all_thresholds_are_decided_in_one_race() -> None:
    """The clearer one does not end the race for the closer one."""
    measured = race(tied(), entrants(), [8.0, 2.0])
    assert measured.speed(8.0) is Speed.PASS
    assert measured.speed(2.0) is Speed.BORDERLINE


def test_wild_clocks_change_no_clear_verdict() -> None:
    """Noise of 30 % with outliers of five times leaves a ratio of 2 against 1 as it is."""
    device = FakeDevice(student=noise(0.3, 5, 0.04), reference=noise(0.3, 6, 0.02))
    assert race(device, entrants(), [1.0]).speed(1.0) in (Speed.FAIL, Speed.RETRY)


def test_the_reference_runs_alone_before_the_student_starts() -> None:
    """What the student's program does to the machine shows as drift."""
    chains = 11 + 2 * (2 + 81)  # of the reference, in an attempt that nothing decides
    device = FakeDevice(student=0.02, reference=lambda n: 0.01 if n % chains < 11 else 0.02)
    measured = race(device, entrants(), [1.5])
    assert device.started[:2] == ["reference", "student"]
    assert measured.drift == pytest.approx(2.0)
    assert measured.speed(1.5) is Speed.RETRY


def test_a_restless_machine_gets_a_second_attempt() -> None:
    """The second one counts if it is quiet."""
    device = FakeDevice(student=0.03, reference=lambda number: 0.01 if number < 11 else 0.02)
    measured = race(device, entrants(), [2.0])
    assert device.started == ["reference", "student"] * 2
    assert measured.speed(2.0) is Speed.PASS


def test_a_wide_interval_gets_a_second_attempt() -> None:
    """Noise that leaves everything open is tried once more, with both programs started anew."""
    device = FakeDevice(student=lambda n: 0.08 if n % 2 else 0.01, reference=0.02)
    measured = race(device, entrants(), [2.0])
    assert device.started == ["reference", "student"] * 2
    assert measured.speed(2.0) is Speed.RETRY


def test_the_order_within_a_block_is_random() -> None:
    """Each place of a block falls to the student about as often as to any other."""
    device = tied()
    race(device, entrants(), [2.0])
    blocks = device.order[11:]
    places = Counter(number % 3 for number, (name, _) in enumerate(blocks) if name == "student")
    assert min(places.values()) > 15


def test_no_input_is_given_twice_to_the_student() -> None:
    """What is kept from a chain is of no use in another one."""
    device = FakeDevice(student=0.02, reference=0.02)
    race(device, entrants(), [2.0])
    given = [x for name, x in device.order if name == "student"]
    assert len(set(given)) == len(given) == 13


def test_both_run_on_the_same_input() -> None:
    """A block compares programs, not inputs."""
    device = FakeDevice(student=0.02, reference=0.02)
    race(device, entrants(), [2.0])
    blocks = [device.order[n : n + 3] for n in range(11, len(device.order), 3)]
    assert all(len({x for _, x in block}) == 1 for block in blocks)
    assert all(Counter(n for n, _ in b) == {"student": 1, "reference": 2} for b in blocks)


@pytest.mark.parametrize(
    "student",
    [
        "def f(x, w):\n    return x",
        "def f(x, w):\n    return x * w * float('nan')",
        "def f(x, w):\n    return (x * w).astype('float16')",
        "kept = []\ndef f(x, w):\n    kept.append(x * w)\n    return kept[0]",
        LATE,
    ],
    ids=["echo", "nan", "half", "first answer", "no work after a while"],
)
def test_every_timed_output_is_compared(student: str) -> None:
    """A wrong number in any chain, also a late one, ends the race."""
    with pytest.raises(WrongOutput):
        race(FakeDevice(student=0.001, reference=0.02), entrants(student), [2.0])


def test_a_skipped_call_shows_at_the_end_of_its_chain() -> None:
    """One of four dependent calls left out is a wrong output."""
    with pytest.raises(WrongOutput):
        race(FakeDevice(student=0.001, reference=0.02), entrants(SKIPS), [2.0])


def test_who_is_far_too_slow_is_stopped() -> None:
    """Nobody waits; the ratio is told as at least what it took."""
    device = FakeDevice(student=3.0, reference=0.01)
    measured = race(device, entrants(), [2.0])
    assert measured.stopped
    assert measured.ratio.low == 200.0
    assert measured.speed(2.0) is Speed.FAIL
    assert len([name for name, _ in device.order if name == "student"]) == 1


def test_who_is_far_beyond_the_threshold_when_warm_is_not_raced() -> None:
    """Two and a half times the loosest threshold is beyond all noise."""
    device = FakeDevice(student=0.06, reference=0.01)
    measured = race(device, entrants(), [2.0])
    assert measured.stopped
    assert measured.ratio.low == pytest.approx(6.0)
    assert len([name for name, _ in device.order if name == "student"]) == 2


def test_a_slow_first_call_is_forgiven() -> None:
    """Imports and tables that are made once are no part of the race."""
    device = FakeDevice(student=lambda number: 1.5 if number == 0 else 0.01, reference=0.01)
    measured = race(device, entrants(), [2.0])
    assert measured.speed(2.0) is Speed.PASS


def test_what_a_student_raises_is_the_students() -> None:
    """The error reaches whoever asked for the race."""
    device = FakeDevice(student=0.02, reference=0.02)
    device.errors["student", 5] = StudentRaised("ValueError", "late")
    with pytest.raises(StudentRaised, match="late"):
        race(device, entrants(), [2.0])


def test_what_the_reference_raises_is_our_fault() -> None:
    """The student is not charged for it."""
    device = FakeDevice(student=0.02, reference=0.02)
    device.errors["reference", 15] = StudentRaised("ValueError", "ours")
    with pytest.raises(GraderFault):
        race(device, entrants(), [2.0])


def test_a_reference_that_disagrees_with_itself_is_our_fault() -> None:
    """Two answers to one question: no student can be held to either."""
    source = "calls = []\ndef f(x, w):\n    calls.append(1)\n    return x * w + len(calls)"
    random = replace(entrants(), reference=program("reference", source))
    with pytest.raises(GraderFault, match="two answers"):
        race(FakeDevice(student=0.02, reference=0.02), random, [2.0])


def test_work_outside_the_charged_clock_is_for_a_person() -> None:
    """A tenth of the processor time at three times the wall time is no tenth of the work."""
    device = FakeDevice(student=0.002, reference=0.02)
    device.walls["student"] = 30.0
    measured = race(device, entrants(), [2.0])
    assert measured.speed(2.0) is Speed.REVIEW


def test_below_the_machines_limit_is_for_a_person() -> None:
    """Nothing honest takes a tenth of what the machine itself would need."""
    device = FakeDevice(student=0.001, reference=0.02)
    device.limit = Roof(flops_per_s=1.0, bytes_per_s=1.0, by="fma")
    work = Work(flops=0.0025, bytes=0.0)
    measured = race(device, entrants(work=lambda _: work), [2.0])
    assert measured.speed(2.0) is Speed.REVIEW


def test_all_programs_end_with_the_race() -> None:
    """Also where it ends with an error."""
    device = FakeDevice(student=0.02, reference=0.02)
    with pytest.raises(WrongOutput):
        race(device, entrants("def f(x, w):\n    return x"), [2.0])
    assert sorted(device.closed) == ["reference", "student"]
