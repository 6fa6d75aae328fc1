"""What grading a class costs, side by side in one run on the same assignment and submissions.

    python -m benchmarks.batch [--submissions 40] [--cheap 1000] [--rounds 1]

(a) `grade batch`: every process of it, confined, with diagnosis and ledger
(b) pytest in a fresh process for each submission, student code inside it, on the same checks
(c) the bare calls of the students' code, as the checks make them: what nobody can go below
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
from dataclasses import dataclass
from pathlib import Path

import dask
import distributed

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from faults import class_of
from processes import machine, tree_cpu_s, tree_memory_mib
from replay import bare_cpu_s, recorded
from single import EXERCISES, ROOT, fresh_cpu_s

from grader.assignment import find
from grader.batch.settings import SETTINGS
from grader.grading import Lane
from grader.stage import stage

CASES = ("right_loops", "right_strides", "stride_forgotten", "half_finished", "pooling_slips")
_LOOK_S = 0.2
_SIMULATED = 64
_TASK_S = 1.0


@dataclass(frozen=True)
class Cost:
    """Of a whole command and its descendants."""

    wall_s: float
    cpu_s: float
    memory_mib: float  # the most at once, shared pages counted once


def cost_of(command: list[str], cwd: Path) -> Cost:
    """Run it, and look at its processes while it runs."""
    started, cpu_s, memory_mib = time.monotonic(), 0.0, 0.0
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    while process.poll() is None:
        cpu_s = max(cpu_s, tree_cpu_s(process.pid))
        memory_mib = max(memory_mib, tree_memory_mib(process.pid))
        time.sleep(_LOOK_S)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Cost(time.monotonic() - started, cpu_s, memory_mib)


def golden_class(folder: Path, submissions: int) -> Path:
    """Folders as students hand them in; no two are the same."""
    for number in range(submissions):
        target = folder / f"2026{number:05}"
        shutil.copytree(ROOT / "tests/golden" / CASES[number % len(CASES)] / "submission", target)
        for file in target.glob("*.py"):
            file.write_text(f"{file.read_text('utf-8')}\n# {number}\n", "utf-8")
    return folder


def batch(folder: Path, ledger: Path, lanes: int) -> list[str]:
    """The command."""
    only = [word for name in EXERCISES for word in ("--only", name)]
    grade = [sys.executable, "-m", "grader", "batch", "assignment5", str(folder), "--quiet", *only]
    return [*grade, "--ledger", str(ledger), "--lanes", str(lanes)]


def side_by_side(folder: Path, submissions: int) -> None:
    """(a), (b), (c), and two lanes beside one."""
    handed_in = golden_class(folder / "submissions", submissions)
    one = cost_of(batch(handed_in, folder / "one.sqlite", 1), ROOT)
    two = cost_of(batch(handed_in, folder / "two.sqlite", 2), ROOT)
    folders = sorted(handed_in.iterdir())
    fresh = sum(fresh_cpu_s(each) for each in folders) / submissions
    bare = sum(map(bare_of, folders[: len(CASES)])) / len(CASES)
    print(f"(a) batch, 1 lane    {one.cpu_s / submissions:7.3f} CPU s  {one.memory_mib:6.0f} MiB")
    print(f"(a) batch, 2 lanes   {two.cpu_s / submissions:7.3f} CPU s  {two.memory_mib:6.0f} MiB")
    print(f"(b) pytest each      {fresh:7.3f} CPU s")
    print(f"(c) bare calls       {bare:7.3f} CPU s")
    each = two.cpu_s / submissions
    print(f"(b)/(a) {fresh / each:.2f}; (a)/(c) {each / bare:.2f}")
    efficiency = one.wall_s / (2 * two.wall_s)
    print(f"1 lane {one.wall_s:.1f} s, 2 lanes {two.wall_s:.1f} s: efficiency {efficiency:.0%}\n")


def bare_of(folder: Path) -> float:
    """(c)."""
    assignment = find("assignment5", ROOT)
    with Lane(assignment) as lane, recorded() as calls:
        lane.run(stage(folder, assignment.files), EXERCISES)
    return bare_cpu_s(calls)


def cheap(folder: Path, submissions: int) -> float:
    """CPU seconds a submission of a tiny course, once everything has started."""
    school = class_of(folder, submissions)
    cost = cost_of(school.command("--quiet", "--lanes", "2"), school.course.root)
    print(
        f"{submissions:6} cheap submissions: {cost.cpu_s / submissions * 1e3:.1f} CPU ms each,"
        f" {cost.memory_mib:.0f} MiB, {cost.wall_s:.1f} s"
    )
    return cost.cpu_s / submissions


class _Asleep:
    """Stands in for a lane: the scheduler's own work is what remains."""

    def __call__(self, data: bytes) -> bytes:
        time.sleep(_TASK_S)
        return data


def simulated(tasks: int) -> None:
    """64 workers of one thread each, in this process, under the settings of a batch."""
    with (
        dask.config.set(SETTINGS),
        distributed.LocalCluster(
            n_workers=_SIMULATED,
            threads_per_worker=1,
            processes=False,
            dashboard_address="127.0.0.1:0",
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        started, before = time.monotonic(), time.process_time()
        futures = client.map(
            _Asleep(), [bytes([n % 256]) * 20_000 for n in range(tasks)], pure=False
        )
        for future in distributed.as_completed(futures):
            future.release()
        wall_s, cpu_s = time.monotonic() - started, time.process_time() - before
    ideal_s = tasks * _TASK_S / _SIMULATED
    print(
        f"{_SIMULATED} simulated workers, {tasks} tasks that sleep {_TASK_S:.0f} s: {wall_s:.1f} s,"
        f" ideal {ideal_s:.1f} s; {cpu_s / tasks * 1e3:.1f} CPU ms a task"
    )


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("--submissions", type=int, default=40)
    parser.add_argument("--cheap", type=int, default=10_000)
    parser.add_argument("--tasks", type=int, default=640)
    asked = parser.parse_args()
    print(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as temporary:
        side_by_side(Path(temporary), asked.submissions)
    for submissions in (100, asked.cheap):
        with tempfile.TemporaryDirectory() as temporary:
            cheap(Path(temporary), submissions)
    simulated(asked.tasks)


if __name__ == "__main__":
    main()
