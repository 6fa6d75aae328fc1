"""Kill -9 of a whole batch at random moments, until it has been killed often enough.

    python -m benchmarks.faults [--kills 200] [--submissions 10000]

The batch runs over cheap submissions and is started again by the same command after every
kill. Prints how many verdicts were lost or recorded twice (0 and 0), and how much ran again.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.processes import machine
from grader.ledger import Ledger
from tests.school import RIGHT, ROOT, School
from tests.unit.conftest import write_course

_SEED = 200
_STARTING_S = 2.0  # one kill in four comes so soon: before or just after the first verdict
_LOOK_S = 0.02


def class_of(folder: Path, submissions: int) -> School:
    """The course and its class; every submission differs from every other."""
    course = write_course(folder / "course")
    os.environ["GRADE_SECRET_FILE"] = str(course.root / "secret")
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    school = School(course)
    for number in range(submissions):
        school.hand_in(f"s{number:05}", double=f"{RIGHT}\n# {number}\n")
    return school


def run(school: School, moment: Callable[[], bool] | None = None) -> bool:
    """The batch, killed at a moment; whether it came to its end by itself."""
    process = subprocess.Popen(
        school.command("--quiet"),
        cwd=school.course.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while moment and process.poll() is None:
        if moment():
            process.kill()
        time.sleep(_LOOK_S)
    return process.wait() == 0


def random_moment(draw: random.Random, school: School, mean: float) -> Callable[[], bool]:
    """Soon after the start, or when some more verdicts have come, `mean` of them on average."""
    if draw.random() < 0.25 or not Path(school.url).exists():
        soon_s = time.monotonic() + draw.uniform(0.0, _STARTING_S)
        return lambda: time.monotonic() > soon_s
    enough = rows(school) + draw.uniform(0.0, 2 * mean)
    return lambda: rows(school) > enough


def rows(school: School) -> int:
    """How many verdicts the ledger holds, asked beside it."""
    with closing(sqlite3.connect(school.url, timeout=60.0)) as ledger:
        return int(ledger.execute("SELECT count(*) FROM verdicts").fetchone()[0])


def verdicts(school: School) -> Counter[str]:
    """How many each student has."""
    with Ledger.open(school.url) as ledger:
        return Counter(entry.key.student for entry in ledger.entries("hw1"))


def main() -> int:
    """Print the figures; answer 1 where one verdict was lost or is there twice."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--submissions", type=int, default=10_000)
    asked = parser.parse_args()
    draw = random.Random(_SEED)
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        school = class_of(Path(temporary), asked.submissions)
        started, kills = time.monotonic(), 0
        mean = asked.submissions / asked.kills
        while kills < asked.kills and not run(school, random_moment(draw, school, mean)):
            kills += 1
            if kills % 20 == 0:
                print(f"{kills} kills, {verdicts(school).total()} verdicts", flush=True)
        while not run(school):
            pass
        found = verdicts(school)
    lost = asked.submissions - len(found)
    twice = sum(count > 1 for count in found.values())
    wall_s = time.monotonic() - started
    print(f"{kills} kills over {asked.submissions} submissions in {wall_s:.0f} s")
    print(f"{lost} lost, {twice} recorded twice")
    return 1 if lost or twice else 0


if __name__ == "__main__":
    sys.exit(main())
