"""How long a student waits after a save, in a warm session.

    python benchmarks/watch.py [--saves N]

From the moment the file is in its place to the moment the verdict of all that the change
affects is there: noticing, waiting until nothing is written any more, staging, grading. Every
save turns a right file into a wrong one or back, so nothing can be remembered. Medians.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from processes import machine

from grader.assignment import find
from grader.grading import Lane
from grader.stage import StagedSubmission
from grader.watch.files import SubmittedFiles, changed_files
from grader.watch.regrading import Regrading

ROOT = Path(__file__).parents[1]
EXERCISES = ("shapes", "im2col", "convolution", "pooling")
RIGHT = ROOT / "tests/golden/right_loops/submission"
WRONG = ROOT / "tests/golden/mixed/submission"
GIVES_UP_S = 60.0


class Session:
    """What watching does, without keys and screen."""

    def __init__(self, folder: Path, lane: Lane) -> None:
        self.files = SubmittedFiles(folder, lane.assignment.files)
        self.staged = self.files.current
        self.regrading = Regrading(lane, EXERCISES)
        self.regrading.start(self.staged)
        self.wait(lambda: not self.regrading.pending)

    def wait(self, done: Callable[[], bool]) -> None:
        """Turn after turn, as the loop of a session does it."""
        end = time.monotonic() + GIVES_UP_S
        while not done():
            assert time.monotonic() < end, "no verdict"
            time.sleep(self.files.pause_s)
            version = self.files.look()
            if isinstance(version, StagedSubmission):
                self.regrading.start(version, changed_files(self.staged, version))
                self.staged = version
            self.regrading.news()

    def answer_s(self, source: Path, target: Path) -> float:
        """From a save to its verdict."""
        before = self.staged
        shutil.copy(source, target.with_suffix(".new"))
        start = time.monotonic()
        target.with_suffix(".new").replace(target)
        self.wait(lambda: self.staged is not before and not self.regrading.pending)
        return time.monotonic() - start


def main() -> None:
    """Print one row for each exercise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=20)
    saves = parser.parse_args().saves
    print(machine())
    print(f"{'saved':<16}{'median ms':>10}{'largest ms':>12}")
    with tempfile.TemporaryDirectory() as root, Lane(find("assignment5", ROOT)) as lane:
        folder = Path(shutil.copytree(RIGHT, Path(root) / "submission"))
        session = Session(folder, lane)
        for name in EXERCISES:
            file = f"{name}.py"
            sources = [(WRONG / file, RIGHT / file)[number % 2] for number in range(saves)]
            times_s = [session.answer_s(source, folder / file) for source in sources]
            median_s = statistics.median(times_s)
            print(f"{name:<16}{median_s * 1e3:>10.0f}{max(times_s) * 1e3:>12.0f}", flush=True)
        session.regrading.close()


if __name__ == "__main__":
    main()
