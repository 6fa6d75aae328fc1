"""What the timing protocol is worth: wrong verdicts, decided verdicts, time, rounding.

    python benchmarks/timing.py [--blocks N] [--precision] [--verdicts]

The reference races itself, block by block, in three conditions: as the machine is ("quiet", if it
is), with twice as many busy processes as cores ("contended"), and with these at a higher priority
on the very core ("starved"). From what was measured 400 races each are drawn by bootstrap
(consecutive blocks, random signs) with a ratio 10 % above and below the threshold. Charged is the
CPU clock; wall time stands beside it. Prints how busy the machine was (PSI) in each condition.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from processes import machine

from grader.assignment import find, reference
from grader.limits import Limits
from grader.records import Confinement, Speed
from grader.sandbox.inside import chain
from grader.sandbox.ladder import Sandbox
from grader.timing.cpu import CpuArm, CpuDevice
from grader.timing.device import Program
from grader.timing.protocol import Entrants, race
from grader.timing.statistics import LOOKS, interval, paired
from grader.timing.story import request_share
from grader.timing.verdict import Measured
from solutions.assignment5.checks.test_fast_conv import PROBLEM

ROOT = Path(__file__).parents[1]
ASSIGNMENT = find("assignment5", ROOT)
RACES = 400
DISTANCES = (1 / 1.1, 1.1)  # ratio over threshold
KINDS = ("good", "middling", "naive")
BURN = "while True: pass"


def program(name: str) -> Program:
    """The reference, or one of the solutions that thresholds are measured by."""
    solutions = ROOT / "solutions" / "assignment5"
    path = solutions / "fast_conv.py"
    if name != "reference":
        path = solutions / "speeds" / "fast_conv" / f"{name}.py"
    source = reference.flatten(path.read_text("utf-8"), "assignment5")
    naive = (ASSIGNMENT.folder / "naive_conv.py").read_text("utf-8")
    return Program("fast_conv", "conv2d", {"fast_conv": source, "naive_conv": naive})


@contextmanager
def busy(condition: str, core: int) -> Iterator[None]:
    """Other processes that compute without end."""
    count = 0 if condition == "quiet" else 2 * (os.cpu_count() or 1)
    others = [subprocess.Popen([sys.executable, "-c", BURN]) for _ in range(count)]
    try:
        if condition == "starved":
            for other in others:
                os.sched_setaffinity(other.pid, {core})
                os.setpriority(os.PRIO_PROCESS, other.pid, -5)
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def measured_blocks(device: CpuDevice, count: int) -> np.ndarray:
    """(count, 2, 3): CPU and wall seconds of three chains of the same program."""
    arms = [device.start(program("reference")) for _ in range(2)]
    rng = np.random.default_rng(0)
    return np.array([_block(arms, rng) for _ in range(count + 3)][3:])


def _block(arms: list[CpuArm], rng: np.random.Generator) -> list[list[float]]:
    given = PROBLEM.chain(rng)
    laps = {}
    for place in rng.permutation(3):
        laps[place] = arms[min(place, 1)].run(given, 60.0)
    return [[laps[n].charged_s for n in range(3)], [laps[n].wall_s for n in range(3)]]


def races(blocks: np.ndarray, distance: float, rng: np.random.Generator) -> Counter[str]:
    """Verdicts of bootstrapped races, and the blocks that they took."""
    told: Counter[str] = Counter()
    for _ in range(RACES):
        start, sign = rng.integers(len(blocks)), rng.choice([-1, 1])
        drawn = blocks[(start + np.arange(LOOKS[-1])) % len(blocks)]
        logarithms = [sign * paired(*times) + math.log(distance) for times in drawn]
        speed, looked = _decided(logarithms)
        right = Speed.FAIL if distance > 1 else Speed.PASS
        told["right" if speed is right else "open" if speed is not _other(right) else "wrong"] += 1
        told["blocks"] += looked
    return told


def _other(speed: Speed) -> Speed:
    return Speed.PASS if speed is Speed.FAIL else Speed.FAIL


def _decided(logarithms: list[float]) -> tuple[Speed, int]:
    one = interval([0.0] * LOOKS[0])
    for look in LOOKS:
        found = interval(logarithms[:look])
        measured = Measured(found, one, found, 1.0, look, 1.0, 1.0)
        if speed := measured.speed(1.0):
            return speed, look
    raise AssertionError("the last look decides")


def print_conditions(workers: Sandbox, count: int) -> None:
    """Wrong and decided verdicts at 10 % from the threshold."""
    rng = np.random.default_rng(1)
    for condition in ("quiet", "contended", "starved"):
        device = CpuDevice(workers, Limits())
        with busy(condition, device._core):
            start_s = time.monotonic()
            blocks = measured_blocks(device, count)
            pressure = Path("/proc/pressure/cpu").read_text().split()[1]
        print(f"{condition}: {count} blocks in {time.monotonic() - start_s:.0f} s, PSI {pressure}")
        device.close()
        for number, clock in enumerate(("CPU clock", "wall")):
            for distance in DISTANCES:
                told = races(blocks[:, number], distance, rng)
                print(
                    f"  {clock:9} ratio {distance:.2f} of the threshold: wrong {told['wrong']}, "
                    f"decided {told['right'] / RACES:.1%}, blocks {told['blocks'] / RACES:.0f}"
                )


def print_verdicts(workers: Sandbox) -> None:
    """What a verdict takes, of each kind of solution."""
    for kind in ("reference", *KINDS):
        device = CpuDevice(workers, Limits())
        entrants = Entrants(PROBLEM, program(kind), program("reference"))
        device.roof()
        start_s = time.monotonic()
        measured = race(device, entrants, PROBLEM.bands)
        wall_s = time.monotonic() - start_s
        speeds = [f"{band:g}: {measured.speed(band)}" for band in PROBLEM.bands]
        ratio = measured.ratio
        print(
            f"{kind:9} {wall_s:5.1f} s, {measured.blocks} blocks, ratio {ratio.middle:.2f} "
            f"[{ratio.low:.2f}, {ratio.high:.2f}], {', '.join(speeds)}"
        )
        device.close()
    device = CpuDevice(workers, Limits())
    entrants = Entrants(PROBLEM, program("reference"), program("reference"))
    shares = sorted(request_share(device, entrants) for _ in range(5))
    print(f"a request takes {shares[2]:.1%} of the reference's chain (median of 5)")
    print(device.roof())
    device.close()


def print_precision() -> None:
    """Largest errors after a chain, in units of the output's root mean square."""
    namespace: dict[str, object] = {}
    exec(program("reference").sources["fast_conv"], namespace)  # noqa: S102 - the reference
    right = namespace["conv2d"]
    errors: dict[str, list[float]] = {"float32": [], "float16": []}
    for seed in range(60):
        given = PROBLEM.draw(np.random.default_rng(seed))
        exact = chain.run(right, [np.asarray(a, float) for a in given[:3]] + [1, 1], PROBLEM.times)
        scale = np.sqrt(np.mean(np.square(exact)))
        single = chain.run(right, given, PROBLEM.times)
        cut = chain.run(lambda x, w, *rest: right(*_halved(x, w), *rest), given, PROBLEM.times)
        for name, got in (("float32", single), ("float16", cut)):
            errors[name].append(float(np.max(np.abs(got - exact)) / scale))
    half = np.nanmedian(errors["float16"])
    print(
        f"{PROBLEM.times} calls: float32 at most {max(errors['float32']):.1e}, tolerance "
        f"{PROBLEM.tolerance:.0e}, float16 inputs in the median {half:.1e}"
    )


def _halved(*arrays: np.ndarray) -> list[np.ndarray]:
    with np.errstate(over="ignore", invalid="ignore"):
        return [array.astype(np.float16).astype(np.float32) for array in arrays]


def main() -> None:
    """Print what was asked for, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blocks", type=int, default=160)
    parser.add_argument("--precision", action="store_true")
    parser.add_argument("--verdicts", action="store_true")
    options = parser.parse_args()
    everything = not (options.precision or options.verdicts)
    print(machine())
    if options.precision or everything:
        print_precision()
    workers = Sandbox(["numpy"], Confinement.LANDLOCK)
    try:
        if options.verdicts or everything:
            print_verdicts(workers)
        if everything:
            print_conditions(workers, options.blocks)
    finally:
        workers.close()


if __name__ == "__main__":
    main()
