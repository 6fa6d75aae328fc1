"""Thresholds of time are far from good, middling and naive solutions, or the gate says so."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from grader.records import CheckResult, Outcome, Speed, Timing
from grader.text import Text
from grader.verify.speeds import distance_of, speeds_are_apart
from tests.unit.timing.conftest import problem

TIMING = Timing("cpu", 1.0, 0.9, 1.1, 4.5, Speed.PASS, 11, 0.001)
RATIOS = {"good": 1.5, "middling": 9.0, "naive": 150.0}


def check(outcome: Outcome, timing: Timing | None = None) -> CheckResult:
    title = Text.same("t")
    message = Text.same("said")
    return CheckResult("quick::t", title, outcome, 0.0, 1.0, timing=timing, message=message)


def measured(ratio: float, **changes: Any) -> CheckResult:
    speed = Speed.PASS if ratio < TIMING.threshold else Speed.FAIL
    timing = msgspec.structs.replace(TIMING, **{"ratio": ratio, "speed": speed} | changes)
    return check(Outcome.PASSED if speed is Speed.PASS else Outcome.FAILED, timing)


class Subject:
    """As much of one as the step asks for; solutions are told apart by what is in them."""

    def __init__(
        self, folder: Path, results: dict[str, CheckResult], share: float, *, bonus: bool
    ) -> None:
        item = SimpleNamespace(fixturenames=["timed"])
        exercise = SimpleNamespace(name="quick", module="quick", bonus=bonus)
        timed = SimpleNamespace(items=(item,), module=SimpleNamespace(PROBLEM=problem()))
        self.solutions = folder
        self.assignment = SimpleNamespace(name="hw1", programs=(exercise,))
        self.lane = SimpleNamespace(
            session=SimpleNamespace(checks=lambda: {"quick": [timed]}),
            grade_exercise=lambda _, kind: SimpleNamespace(checks=(results[kind],)),
            request_share=lambda *_: share,
        )

    def submission(self, quick: str = "") -> str:
        return quick


@pytest.fixture
def found(tmp_path: Path) -> Any:
    """What the step says of three solutions with these results."""

    def findings(
        share: float = 0.03, *, bonus: bool = True, **changed: CheckResult | None
    ) -> list[str]:
        results = {kind: measured(ratio) for kind, ratio in RATIOS.items()} | changed
        results.setdefault("", measured(1.0))  # the reference
        folder = tmp_path / "speeds" / "quick"
        folder.mkdir(parents=True, exist_ok=True)
        for kind, result in results.items():
            if kind and result is not None:
                (folder / f"{kind}.py").write_text(kind)
        subject: Any = Subject(tmp_path, results, share, bonus=bonus)
        return [f"{finding.where} | {finding.message.en}" for finding in speeds_are_apart(subject)]

    return findings


def test_far_from_every_threshold_is_sound(found: Any) -> None:
    """Nothing is said."""
    assert found() == []


@pytest.mark.parametrize("ratio", [3.1, 4.5, 6.7])
def test_near_a_threshold_is_a_finding(found: Any, ratio: float) -> None:
    """On either side, by its name and distance."""
    (said,) = found(good=measured(ratio))
    assert said.startswith("quick: good.py")
    assert "away from the threshold 4.5" in said


def test_a_missing_solution_is_a_finding(found: Any) -> None:
    """Thresholds that nothing was measured by are guesses."""
    (said,) = found(middling=None)
    assert "no middling solution" in said


def test_a_wrong_solution_is_a_finding(found: Any) -> None:
    """Its speed says nothing."""
    assert found(naive=check(Outcome.FAILED)) == ["quick: naive.py | quick::t: said"]


def test_an_undecided_one_is_a_finding(found: Any) -> None:
    """A restless machine proves nothing."""
    undecided = check(Outcome.SKIPPED, msgspec.structs.replace(TIMING, speed=Speed.RETRY))
    assert len(found(good=undecided)) == 1


def test_what_cannot_be_timed_here_is_none(found: Any) -> None:
    """Where the device is absent, somebody else's machine has to prove it."""
    assert found(middling=None, **{"": check(Outcome.SKIPPED)}) == []


def test_a_dear_request_is_a_finding(found: Any) -> None:
    """More than 5 % of the reference's time would squeeze every ratio towards one."""
    (said,) = found(share=0.08)
    assert "8.0%" in said
    assert "Make the chain longer" in said


def test_only_a_bonus_is_timed(found: Any) -> None:
    """Where points can be lost, it would pay to be too restless to measure."""
    (said,) = found(bonus=False)
    assert "Time a bonus only" in said


def test_distance_is_a_factor_either_way() -> None:
    """Three times above and three times below are equally far."""
    below = msgspec.structs.replace(TIMING, ratio=1.5)
    above = msgspec.structs.replace(TIMING, ratio=13.5)
    assert distance_of(below) == pytest.approx(distance_of(above)) == pytest.approx(3.0)
