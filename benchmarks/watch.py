"""How long a student waits after a save, in a warm session.

    python benchmarks/watch.py [--saves N]

From the moment the file is in its place to the first check of its exercise that ends otherwise
than before, to the result of the exercise with every explanation, and to the verdict when all
that the change affects is graded: noticing, waiting until nothing is written any more, staging,
grading. Every save turns a right file into a wrong one or back, and each wrong one is another
misconception, so that its explanation cannot be remembered. The right layers are a student's,
the right networks the references.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from processes import machine

from grader.assignment import find
from grader.grading import Lane
from grader.records import ExerciseResult, GradedSubmission
from grader.stage import StagedSubmission
from grader.verify.subject import Subject
from grader.watch.changes import changes
from grader.watch.files import SubmittedFiles, changed_files
from grader.watch.regrading import Regrading
from grader.watch.runner import Said

ROOT = Path(__file__).parents[1]
LAYERS = ("shapes", "im2col", "convolution", "pooling")
NETWORKS = ("simple_convnet", "resnet")
RIGHT_LAYERS = ROOT / "tests/golden/right_loops/submission"
GIVES_UP_S = 60.0
RESULTS_S = 0.01  # as often as a session looks for results


class Session:
    """What watching does, without keys and screen."""

    def __init__(self, folder: Path, lane: Lane, said: Said, only: Collection[str]) -> None:
        self.only = only
        self.files = SubmittedFiles(folder, lane.assignment.files)
        self.staged = self.files.current
        self.graded: GradedSubmission | None = None
        self.regrading = Regrading(lane, said, only)
        self.regrading.start(self.staged)
        self.wait(lambda: not self.regrading.busy)

    def wait(self, done: Callable[[], bool]) -> None:
        """Turn after turn, as the loop of a session does it."""
        end = time.monotonic() + GIVES_UP_S
        while not done():
            if time.monotonic() > end:
                raise TimeoutError("no verdict")
            time.sleep(RESULTS_S if self.regrading.busy else self.files.pause_s)
            version = self.files.look()
            if isinstance(version, StagedSubmission):
                self.regrading.start(version, changed_files(self.staged, version))
                self.staged = version
            self.graded = self.regrading.news() or self.graded

    def answer_s(self, source: str, target: Path) -> tuple[float, float, float]:
        """From a save to what it turned, to its exercise's result, to the verdict on all."""
        before, old, name = self.staged, self.exercise(target.stem), target.stem
        target.with_suffix(".new").write_text(source)
        start = time.monotonic()
        target.with_suffix(".new").replace(target)
        self.wait(lambda: self.turned(old, self.exercise(name)))
        turned_s = time.monotonic() - start
        self.wait(lambda: self.staged is not before and name not in self.regrading.pending)
        own_s = time.monotonic() - start
        self.wait(lambda: not self.regrading.busy)
        return turned_s, own_s, time.monotonic() - start

    def exercise(self, name: str) -> ExerciseResult:
        """What is known of one of them now."""
        assert self.graded
        return next(each for each in self.graded.exercises if each.name == name)

    @staticmethod
    def turned(before: ExerciseResult, now: ExerciseResult) -> bool:
        """A check passes that did not, or the other way round."""
        found = changes([before], [now])
        return bool(found.improved or found.worse)


def saves_of(subject: Subject, name: str, right: str, saves: int) -> Sequence[str]:
    """A wrong file, the right one, another wrong one, and so on."""
    found = [m for m in subject.misconceptions if m.exercise.name == name]
    spread = [found[number * len(found) // saves] for number in range(0, saves, 2)]
    wrong = (subject.wrong(m).sources[m.exercise.file] for m in spread)
    return tuple(chain.from_iterable((each, right) for each in wrong))


def measure(session: Session, subject: Subject, folder: Path, saves: int) -> None:
    """Print one row for each exercise that the session reports on."""
    for name in session.only:
        file = folder / f"{name}.py"
        sources = saves_of(subject, name, file.read_text(), saves)
        times_s = [session.answer_s(source, file) for source in sources]
        row = "".join(
            f"{statistics.median(column) * 1e3:>{width}.0f}{max(column) * 1e3:>9.0f}"
            for column, width in zip(zip(*times_s, strict=True), (12, 16, 10), strict=True)
        )
        print(f"{name:<16}{row}", flush=True)
    session.regrading.close()


def main() -> None:
    """The layers, which build on one another, then each network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=20)
    saves = parser.parse_args().saves
    print(machine())
    print(f"load average before: {os.getloadavg()[0]:.1f}")
    columns = (("turned, ms", 12), ("its result, ms", 16), ("all, ms", 10))
    titles = "".join(f"{title:>{width}}{'largest':>9}" for title, width in columns)
    print(f"{'saved':<16}{titles}")
    for only in (LAYERS, NETWORKS):
        said = Said()
        lane = Lane(find("assignment5", ROOT), listener=said.put)
        with tempfile.TemporaryDirectory() as root, lane:
            subject, folder = Subject(lane.assignment, lane), Path(root)
            shutil.copytree(RIGHT_LAYERS, folder, dirs_exist_ok=True)
            if only == NETWORKS:
                for file, source in subject.references.items():
                    (folder / file).write_text(source)
            measure(Session(folder, lane, said, only), subject, folder, saves)
    print(f"load average after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
