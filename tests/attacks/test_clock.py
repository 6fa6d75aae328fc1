"""No trick makes a slow program fast; honest fast and slow ones get what they are worth."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from grader import grading
from grader.assignment import find
from grader.checks import bench
from grader.errors import ConfinementError
from grader.records import CheckResult, Confinement
from grader.sandbox.ladder import Sandbox
from grader.stage import stage
from grader.timing.cpu import CpuArm, CpuDevice
from grader.timing.device import Chain, Lap
from tests.attacks.clock import ASSIGNMENT, ATTACKS, CHECKS, FAST, HONEST, NAIVE, SLOW, ClockAttack

Run = Callable[[str], CheckResult]
# Of the rungs without a process namespace of one's own, what only processes could break.
WITHOUT_NAMESPACES = [a for a in ATTACKS if a.number in ("K11", "K13", "K15", "K16", "K22")]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A course with one exercise against the clock."""
    root = tmp_path_factory.mktemp("clock")
    files = {
        "assignments/hw1/assignment.toml": ASSIGNMENT,
        "solutions/hw1/quick.py": f'"""Quick."""\n{FAST}',
        "solutions/hw1/checks/test_quick.py": CHECKS,
        "secret": "a secret of 32 letters, and more",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADE_SECRET_FILE", str(root / "secret"))
        yield root


def lane_at(levels: tuple[Confinement, ...], course: Path) -> Iterator[Run]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grading, "Sandbox", partial(Sandbox, levels=levels))
        lane = grading.Lane(find("hw1", course))
        try:
            lane.confinement  # noqa: B018 - proves that it works here
        except ConfinementError as error:
            lane.close()
            pytest.skip(f"not possible here: {error}")
    with lane:
        yield partial(_run, lane, course)


def _run(lane: grading.Lane, course: Path, source: str) -> CheckResult:
    folder = course / "submission"
    folder.mkdir(exist_ok=True)
    (folder / "quick.py").write_text(source, encoding="utf-8")
    graded = lane.run(stage(folder, lane.assignment.files))
    assert not graded.grader_faults, graded.grader_faults
    assert graded.points == 0  # a bonus: nothing can be lost
    return graded.exercises[0].checks[0]


@pytest.fixture(scope="module")
def run(course: Path) -> Iterator[Run]:
    """Grades one submission at the strictest rung."""
    yield from lane_at((Confinement.NAMESPACES,), course)


@pytest.fixture(scope="module")
def run_without_namespaces(course: Path) -> Iterator[Run]:
    yield from lane_at((Confinement.LANDLOCK,), course)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.number)
def test_the_attack_is_blocked(attack: ClockAttack, run: Run) -> None:
    """It ends by a wrong output or by the protocol, or is charged what it costs."""
    assert_blocked(attack, run(attack.trick))


@pytest.mark.parametrize("attack", WITHOUT_NAMESPACES, ids=lambda attack: attack.number)
def test_the_attack_is_blocked_without_namespaces(
    attack: ClockAttack, run_without_namespaces: Run
) -> None:
    """The filter alone keeps a worker to one process, so its clock and its rest are whole."""
    assert_blocked(attack, run_without_namespaces(attack.trick))


def assert_blocked(attack: ClockAttack, check: CheckResult) -> None:
    message = check.message.en if check.message else ""
    assert check.score == 0, (attack.claim, check.timing)
    assert check.outcome.value in attack.outcomes, (message, check.said, check.timing)
    if attack.flagged:
        assert check.flag is not None


class _Steady(CpuDevice):
    """Real workers on a clock that is never disturbed: each program's chains take its time."""

    seconds: dict[bool, float]  # by whether it is the fast program

    def start(self, program: Any) -> Any:
        arm = super().start(program)
        seconds = self.seconds[program.sources[program.module].endswith(FAST)]
        return _SteadyArm(arm, seconds)


class _SteadyArm:
    def __init__(self, arm: CpuArm, seconds: float) -> None:
        self._arm, self._seconds = arm, seconds

    def run(self, chain: Chain, limit_s: float) -> Lap:
        return Lap(self._arm.run(chain, 10.0).output, self._seconds, self._seconds)

    def close(self) -> None:
        self._arm.close()


@pytest.mark.parametrize(
    ("source", "seconds", "outcome", "score"),
    [
        (FAST, 0.001, "passed", 4.0),
        (f"{FAST}\nsame = mix\n", 0.0012, "passed", 4.0),
        (SLOW, 0.004, "failed", 0.0),
    ],
    ids=["the same", "a fifth slower", "slow"],
)
def test_honest_programs_get_what_they_are_worth(
    source: str,
    seconds: float,
    outcome: str,
    score: float,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a steady clock what is fast enough has the points, and what is slow fails."""
    monkeypatch.setattr(_Steady, "seconds", {True: 0.001, False: seconds}, raising=False)
    monkeypatch.setattr(bench, "CpuDevice", _Steady)
    check = run(source)
    assert (check.outcome.value, check.score) == (outcome, score)
    assert check.flag is None


def test_an_honest_fast_program_never_fails(run: Run) -> None:
    """On the real clock it passes, or the machine is too busy to say; it is never called slow."""
    check = run(FAST)
    assert check.outcome.value in ("passed", "skipped"), check.timing
    assert check.timing is not None
    assert check.timing.device == "cpu"


def test_a_wrong_program_is_not_timed_to_the_end(run: Run) -> None:
    """Its first chain says enough."""
    check = run(FAST.replace("x @ w", "x"))
    assert check.outcome.value == "failed"
    assert check.timing is None


@pytest.mark.parametrize(
    "attack", [a for a in ATTACKS if a.fools], ids=lambda attack: attack.number
)
def test_the_naive_grader_falls_for_it(attack: ClockAttack, tmp_path: Path) -> None:
    """The attack is real: a harness in the submission's own process believes it."""
    tries = (naive_ratio(attack.trick, tmp_path) for _ in range(5))  # its clock is a busy machine's
    assert any(ratio < 2.0 for ratio in tries)


def test_the_naive_grader_can_tell_slow_from_fast(tmp_path: Path) -> None:
    """Without a trick it sees that the program is slow."""
    assert naive_ratio(HONEST.trick, tmp_path) > 2.0


def naive_ratio(source: str, folder: Path) -> float:
    (folder / "quick.py").write_text(source, encoding="utf-8")
    command = [sys.executable, "-c", NAIVE]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=60, check=True
    )
    return float(done.stdout.split()[1])


def test_every_attack_has_a_number_of_its_own() -> None:
    """The catalogue of timing.md and more."""
    numbers = [attack.number for attack in ATTACKS]
    assert len(set(numbers)) == len(numbers) >= 17 + 15
