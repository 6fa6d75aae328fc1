"""What grading one submission costs, side by side in one run.

    python benchmarks/single.py [--rounds N]

(a) this grader, warm, confined: the trusted process, the zygote and all workers
(b) pytest in a fresh process for each submission, student code inside it, on the same checks
(c) the bare calls of the student's code, as the checks make them
CPU seconds of all processes; medians over rounds that take turns. Then the wall time of a
single `grade assignment5` beside that of importing what it stands on.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from processes import children_cpu_s, machine, tree_cpu_s
from replay import bare_cpu_s, recorded

from grader.assignment import find
from grader.grading import Lane
from grader.stage import StagedSubmission, stage

ROOT = Path(__file__).parents[1]
CASES = ("mixed", "right_loops", "right_strides", "stride_forgotten")
EXERCISES = ("shapes", "im2col", "convolution", "pooling")  # 65 checks, numpy alone
REPEATS = 5  # of the warm grader within a round: its CPU is read in ticks of 10 ms
IMPORTS = "import numpy, pytest, rich"


def warm_cpu_s(lane: Lane, staged: StagedSubmission) -> float:
    """(a), a mean over some repeats."""
    start = tree_cpu_s(os.getpid())
    for _ in range(REPEATS):
        lane.run(staged, EXERCISES)
    return (tree_cpu_s(os.getpid()) - start) / REPEATS


def fresh_command(
    folder: Path, exercises: Sequence[str] = EXERCISES
) -> tuple[list[str], Path, dict[str, str]]:
    """(b) as command, folder and environment."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "naive", "--naive", str(folder)]
    checks = [str(ROOT / f"solutions/assignment5/checks/test_{name}.py") for name in exercises]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'benchmarks'}"}
    return [*command, *checks], ROOT, environment


def fresh_cpu_s(folder: Path) -> float:
    """(b)."""
    command, cwd, environment = fresh_command(folder)
    start = children_cpu_s()
    subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False)
    return children_cpu_s() - start


def wall_s(command: list[str]) -> float:
    """Wall seconds of a whole command."""
    start = time.monotonic()
    subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    return time.monotonic() - start


def medians(rounds: int, *measures: Callable[[], float]) -> list[float]:
    """Each measure's median; the measures take turns."""
    results = [[measure() for measure in measures] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*results, strict=True)]


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    assignment = find("assignment5", ROOT)
    print(machine())
    print(f"{'submission':<16}{'(a) ms':>9}{'(b) ms':>9}{'(c) ms':>9}{'(b)/(a)':>9}{'(a)/(c)':>9}")
    with Lane(assignment) as lane:
        for case in CASES:
            folder = ROOT / "tests/golden" / case / "submission"
            staged = stage(folder, assignment.files)
            with recorded() as calls:
                lane.run(staged, EXERCISES)
            a, b, c = medians(
                rounds,
                lambda s=staged: warm_cpu_s(lane, s),
                lambda f=folder: fresh_cpu_s(f),
                lambda r=calls: bare_cpu_s(r),
            )
            row = f"{case:<16}{a * 1e3:>9.1f}{b * 1e3:>9.1f}{c * 1e3:>9.1f}"
            print(f"{row}{b / a:>9.1f}{a / c:>9.2f}", flush=True)
    command = [sys.executable, "-m", "grader", "assignment5", *EXERCISES, "--submission"]
    grade, imports = medians(
        rounds,
        lambda: wall_s([*command, str(ROOT / "tests/golden/mixed/submission")]),
        lambda: wall_s([sys.executable, "-c", IMPORTS]),
    )
    print(
        f"\ngrade assignment5: {grade:.2f} s wall; {IMPORTS}: {imports:.2f} s; "
        f"difference {grade - imports:.2f} s"
    )


if __name__ == "__main__":
    main()
