"""What the ledger costs: recording a verdict, opening a class, four graders at once.

    python benchmarks/ledger.py [--submissions N] [--rivals N]

Records are those of a real submission. (a) find, claim and record a verdict, each on the disk
before it counts, beside a bare write and fsync of as many bytes; (b) opening a ledger, with
every row checked; (c) rivals on one ledger: submissions graded twice, recorded twice.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))
from processes import machine

from grader.assignment import find
from grader.grading import grade
from grader.ledger import Entry, Ledger
from tests.verdicts import graded

ROOT = Path(__file__).parents[1]


def timed(action: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def record(ledger: Ledger, entry: Entry) -> None:
    """As a batch does it."""
    assert ledger.find(entry.key) is None
    assert ledger.claim(entry.key, "A", lease_s=60)
    assert ledger.record(entry, "A")


def bare_write(path: Path, content: bytes) -> None:
    """The least that lasts."""
    with path.open("ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def one_grader(folder: Path, submissions: int) -> None:
    """(a) and (b)."""
    verdict = grade(ROOT / "tests/golden/mixed/submission", find("assignment5"))
    content, url = verdict.to_json(), str(folder / "grades.sqlite")
    entries = [graded(f"s{n:05}", record=verdict) for n in range(submissions)]
    with Ledger.open(url) as ledger:
        pairs = [
            (
                timed(lambda e=e: record(ledger, e)),
                timed(lambda: bare_write(folder / "bare", content)),
            )
            for e in entries
        ]
    ours, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"record a verdict of {len(content) // 1000} kB: {ours:.1f} ms, median of {submissions}")
    print(f"bare write and fsync of as much: {bare:.1f} ms; ratio {ours / bare:.1f}")
    opened = statistics.median(timed(lambda: Ledger.open(url).close()) for _ in range(5))
    print(f"open it, every row checked: {opened:.0f} ms, {opened / submissions:.2f} ms a verdict")


def rivals(folder: Path, count: int, submissions: int) -> None:
    """(c), without any grading between claim and record: the worst case."""
    url = str(folder / "rivals.sqlite")
    command = [sys.executable, "-m", "tests.faults.rival", url]
    running = [
        subprocess.Popen(
            [*command, f"rival{number}", str(submissions)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(count)
    ]
    executed = Counter(line for each in running for line in each.communicate()[0].split())
    executed.pop("ready", None)
    with Ledger.open(url) as ledger:
        recorded = Counter(entry.key.student for entry in ledger.entries("hw1"))
    print(
        f"{count} graders, {submissions} submissions: {len(recorded)} recorded, "
        f"{sum(recorded.values()) - len(recorded)} of them twice; "
        f"{sum(executed.values()) - len(executed)} graded twice"
    )


def main() -> None:
    """Print machine, medians and ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--submissions", type=int, default=300)
    parser.add_argument("--rivals", type=int, default=4)
    arguments = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        one_grader(Path(folder), arguments.submissions)
        rivals(Path(folder), arguments.rivals, 10 * arguments.submissions)


if __name__ == "__main__":
    main()
