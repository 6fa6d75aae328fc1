"""What grading a class costs, side by side in one run on the same submissions of two exercises.

    python -m benchmarks.batch [--submissions 40] [--cheap 10000] [--tasks 640]

(a) `grade batch`: every process of it, confined, with diagnosis and ledger; as a whole, and what
    each further submission costs once everything has started
(b) pytest in a fresh process for each submission, student code inside it, on the same checks
(c) the bare calls of the students' code, as the checks make them: what nobody can go below
(d) nbgrader and otter-grader on notebooks of the same code (peers.py), installed here and now
CPU seconds a submission and the most memory that all processes hold together; how well two lanes
share the work; what a submission costs in a class of hundreds beside one of tens of thousands;
and the scheduler alone, with 64 workers whose tasks sleep.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
import peers
from faults import class_of
from processes import children_cpu_s, machine, tree_cpu_s, tree_memory_mib
from replay import bare_cpu_s, recorded
from scheduler import simulated
from single import ROOT, fresh_command

from grader.assignment import find
from grader.grading import Lane
from grader.stage import stage

CASES = ("right_loops", "right_strides", "stride_forgotten", "half_finished", "pooling_slips")
_LOOK_S = 0.1


@dataclass(frozen=True)
class Cost:
    """Of commands one after another, with all their descendants."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    memory_mib: float = 0.0  # the most at once, shared pages counted once

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.wall_s + other.wall_s,
            self.cpu_s + other.cpu_s,
            max(self.memory_mib, other.memory_mib),
        )


def cost_of(command: list[str], cwd: Path, environment: Mapping[str, str] = os.environ) -> Cost:
    """Run it, and look at its processes while it runs."""
    started, before, seen_s, memory_mib = time.monotonic(), children_cpu_s(), 0.0, 0.0
    process = subprocess.Popen(
        command,
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", **environment},
    )
    while process.poll() is None:
        seen_s = max(seen_s, tree_cpu_s(process.pid))
        memory_mib = max(memory_mib, tree_memory_mib(process.pid))
        time.sleep(_LOOK_S)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command} ended with {process.returncode}")
    cpu_s = max(seen_s, children_cpu_s() - before)  # not every descendant is waited for
    return Cost(time.monotonic() - started, cpu_s, memory_mib)


def golden_class(folder: Path, submissions: int) -> Path:
    """Folders as students hand them in; no two are the same."""
    for number in range(submissions):
        target = folder / f"2026{number:05}"
        shutil.copytree(ROOT / "tests/golden" / CASES[number % len(CASES)] / "submission", target)
        for file in target.glob("*.py"):
            file.write_text(f"{file.read_text('utf-8')}\n# {number}\n", "utf-8")
    return folder


def batch(folder: Path, ledger: Path, lanes: int, show: str = "--quiet") -> list[str]:
    """The command."""
    only = [word for name in peers.EXERCISES for word in ("--only", name)]
    grade = [sys.executable, "-m", "grader", "batch", "assignment5", str(folder), show, *only]
    return [*grade, "--ledger", str(ledger), "--lanes", str(lanes)]


def of_batch(folder: Path, submissions: int) -> dict[str, Cost]:
    """(a) in a class and in one twice as large, and what the difference says; two lanes."""
    small = golden_class(folder / "small", submissions)
    large = golden_class(folder / "large", 2 * submissions)
    once = cost_of(batch(small, folder / "small.sqlite", 1), ROOT)
    twice = cost_of(batch(large, folder / "large.sqlite", 1), ROOT)
    two = cost_of(batch(large, folder / "two.sqlite", 2), ROOT)
    more = Cost(twice.wall_s - once.wall_s, twice.cpu_s - once.cpu_s, twice.memory_mib)
    first = first_verdict_s(golden_class(folder / "one", 1), folder / "first.sqlite")
    print(f"start-up {once.cpu_s - more.cpu_s:.1f} CPU s; first verdict after {first:.1f} s")
    print(
        f"{2 * submissions} submissions: 1 lane {twice.wall_s:.1f} s, 2 lanes {two.wall_s:.1f} s\n"
    )
    return {"(a) grade batch": once, "(a) once started": more}


def first_verdict_s(handed_in: Path, ledger: Path) -> float:
    """Wall seconds from the command to the first line."""
    command = batch(handed_in, ledger, 1, "--jsonl")
    started = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        return time.monotonic() - started


def side_by_side(folder: Path, submissions: int) -> None:
    """(a), (b), (c), (d)."""
    costs = of_batch(folder, submissions)
    handed_in = sorted((folder / "small").iterdir())
    fresh = (cost_of(*fresh_command(each, peers.EXERCISES)) for each in handed_in)
    costs["(b) pytest each"] = sum(fresh, Cost())
    costs |= of_peers(folder, handed_in)
    bare_s = sum(map(bare_of, handed_in[: len(CASES)])) / len(CASES)
    print(f"{'':<18}{'CPU s':>8}{'MiB':>6}{'/(c)':>7}{'/(a)':>7}")
    whole_s = costs["(a) grade batch"].cpu_s / submissions
    for name, cost in costs.items():
        each_s = cost.cpu_s / submissions
        ratios = f"{each_s / bare_s:>7.1f}{each_s / whole_s:>7.2f}"
        print(f"{name:<18}{each_s:>8.3f}{cost.memory_mib:>6.0f}{ratios}")
    print(f"{'(c) bare calls':<18}{bare_s:>8.3f}\n", flush=True)


def of_peers(folder: Path, handed_in: list[Path]) -> dict[str, Cost]:
    """(d); they must agree about every submission, or one of them did not grade it."""
    costs, scores = {}, []
    for prepare in (peers.nbgrader, peers.otter):
        place = folder / prepare.__name__
        place.mkdir()
        peer = prepare(place, handed_in)
        runs = (cost_of(command, place, peer.environment) for command in peer.commands)
        costs[f"(d) {peer.name}"] = sum(runs, Cost())
        scores.append(peer.scores())
    if scores[0] != scores[1]:
        raise RuntimeError(f"the peers do not agree: {scores}")
    return costs


def bare_of(folder: Path) -> float:
    """(c)."""
    assignment = find("assignment5", ROOT)
    with Lane(assignment) as lane, recorded() as calls:
        lane.run(stage(folder, assignment.files), peers.EXERCISES)
    return bare_cpu_s(calls)


def growth(sizes: Iterable[int]) -> None:
    """What a submission of a tiny course costs in classes of these sizes."""
    for submissions in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            school = class_of(Path(temporary), submissions)
            cost = cost_of(school.command("--quiet", "--lanes", "2"), school.course.root)
        print(
            f"{submissions:6} cheap submissions: {cost.cpu_s / submissions * 1e3:.1f} CPU ms each,"
            f" {cost.memory_mib:.0f} MiB, {cost.wall_s:.1f} s",
            flush=True,
        )


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("--submissions", type=int, default=40)
    parser.add_argument("--cheap", type=int, default=10_000)
    parser.add_argument("--tasks", type=int, default=640)
    asked = parser.parse_args()
    print(f"{machine()}; load {os.getloadavg()[0]:.1f}\n")
    with tempfile.TemporaryDirectory() as temporary:
        side_by_side(Path(temporary), asked.submissions)
    growth((100, asked.cheap))
    simulated(asked.tasks)


if __name__ == "__main__":
    main()
