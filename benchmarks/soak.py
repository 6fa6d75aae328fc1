"""Gradings by the hundred, hostile ones mixed in: nothing may grow, no honest verdict may move.

    python -m benchmarks.soak [--gradings 2000] [--load 0]

A third of them is hostile. Prints descriptors, memory, processes and temporary files after a
hundred gradings and at the end, and what has grown between; `--load` keeps so many other processes
busy meanwhile.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from grader import grading
from grader.assignment import find
from grader.grading import Lane
from grader.records import Confinement
from grader.sandbox.ladder import Sandbox
from tests.attacks.arena import Arena
from tests.attacks.attack import FULL, RIGHT
from tests.attacks.catalogue import ATTACKS
from tests.attacks.course import Canaries, write_course

_SEED = 5
_EARLY = 102  # gradings after which nothing may grow any more
_ROOM = {"memory_mib": 1.05}  # what is first seen later is imported or cached later
_BUSY = "while True: pass"
_SLOW = {"D68b", "D66"}  # a second each, and they say nothing new


@contextmanager
def arena(folder: Path) -> Iterator[Arena]:
    """The attacked course and one lane for all gradings."""
    canaries = Canaries()
    course = folder / "course"
    os.environ["GRADE_SECRET_FILE"] = str(write_course(course, canaries))
    grading.Sandbox = partial(Sandbox, levels=tuple(Confinement)[::-1])  # type: ignore[misc]
    with Lane(find("hw1", course)) as lane:
        yield Arena(lane, lane.confinement.value, course, canaries)


def measured(folder: Path) -> dict[str, float]:
    """What a leak would show in."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    resident_kib = next(int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line)
    return {
        "descriptors": len(os.listdir("/proc/self/fd")),
        "memory_mib": round(resident_kib / 1024, 1),
        "processes": len(_descendants(os.getpid())),
        "temporary_files": len(os.listdir(folder)),
    }


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text(encoding="utf-8").split()):
            found += [child, *_descendants(child)]
    return found


def main() -> int:
    """Run, print, and answer 1 where an honest verdict moved or something has grown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--gradings", type=int, default=2000)
    parser.add_argument("--load", type=int, default=0)
    options = parser.parse_args()
    with busy(options.load):
        moved, grown = soak(options.gradings)
    print(f"{options.gradings} gradings, {options.load} busy neighbours; {moved} verdicts moved")
    print(f"grown: {', '.join(grown) or 'nothing'}")
    return 1 if moved or grown else 0


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """So many processes that do nothing else than take time."""
    running = [subprocess.Popen([sys.executable, "-c", _BUSY]) for _ in range(processes)]
    try:
        yield
    finally:
        for each in running:
            each.kill()
            each.wait()


def soak(gradings: int) -> tuple[int, list[str]]:
    """How many honest verdicts moved, and what has grown since the first hundred gradings."""
    attacks = [attack for attack in ATTACKS if attack.number not in _SLOW]
    draw = random.Random(_SEED)
    with tempfile.TemporaryDirectory() as temporary:
        tempfile.tempdir = temporary
        folder = Path(temporary)
        with arena(folder) as here:
            moved, seen = 0, list[dict[str, float]]()
            for number in range(3, gradings + 3, 3):
                attack = draw.choice(attacks)
                here.grade({"basics.py": attack.source, **attack.files})
                honest = here.grade({"basics.py": RIGHT}, "honest")
                moved += honest.score != FULL or here.grade_neighbour() != here.baseline
                if number in (_EARLY, gradings + 2 - (gradings + 2) % 3):
                    seen.append(measured(folder))
                    print(f"after {number} gradings: {seen[-1]}", flush=True)
    return moved, grown(seen[0], seen[-1])


def grown(early: dict[str, float], late: dict[str, float]) -> list[str]:
    """Names of what there is more of than there may be."""
    return [name for name, most in early.items() if late[name] > most * _ROOM.get(name, 1.0)]


if __name__ == "__main__":
    sys.exit(main())
