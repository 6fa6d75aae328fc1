"""How long a student waits after a save, in a warm session.

    python benchmarks/watch.py [--saves N]

From the moment the file is in its place to the first check of its exercise that ends otherwise
than before, to the result of the exercise with every explanation, and to the verdict when all
that the change affects is graded: noticing, waiting until nothing is written any more, staging,
grading. Every save turns a right file into a wrong one or back, so nothing can be remembered.
The networks are the references and a misconception of each.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Collection
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
NETWORKS = {"simple_convnet": "averages_gradients_again", "resnet": "no_final_relu"}
LAYERS = ("shapes", "im2col", "convolution", "pooling")
RIGHT = ROOT / "tests/golden/right_loops/submission"
WRONG = ROOT / "tests/golden/mixed/submission"
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
        self.wait(lambda: not self.regrading.pending)

    def wait(self, done: Callable[[], bool]) -> None:
        """Turn after turn, as the loop of a session does it."""
        end = time.monotonic() + GIVES_UP_S
        while not done():
            if time.monotonic() > end:
                raise TimeoutError("no verdict")
            time.sleep(RESULTS_S if self.regrading.pending else self.files.pause_s)
            version = self.files.look()
            if isinstance(version, StagedSubmission):
                self.regrading.start(version, changed_files(self.staged, version))
                self.staged = version
            self.graded = self.regrading.news() or self.graded

    def answer_s(self, source: Path, target: Path) -> tuple[float, float, float]:
        """From a save to what it turned, to its exercise's result, to the verdict on all."""
        before, old, name = self.staged, self.exercise(target.stem), target.stem
        shutil.copy(source, target.with_suffix(".new"))
        start = time.monotonic()
        target.with_suffix(".new").replace(target)
        self.wait(lambda: self.turned(old, self.exercise(name)))
        turned_s = time.monotonic() - start
        self.wait(lambda: self.staged is not before and name not in self.regrading.pending)
        own_s = time.monotonic() - start
        self.wait(lambda: not self.regrading.pending)
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


def write_networks(lane: Lane, right: Path, wrong: Path) -> None:
    """The references as a submission, and its networks with a misconception each."""
    subject = Subject(lane.assignment, lane)
    right.mkdir()
    wrong.mkdir()
    for file, source in subject.references.items():
        (right / file).write_text(source)
    for misconception in subject.misconceptions:
        file, name = misconception.exercise.file, misconception.exercise.name
        if NETWORKS.get(name) == misconception.name:
            (wrong / file).write_text(subject.wrong(misconception).sources[file])


def measure(session: Session, folder: Path, right: Path, wrong: Path, saves: int) -> None:
    """Print one row for each exercise that the session reports on."""
    for name in session.only:
        file = f"{name}.py"
        sources = [(wrong / file, right / file)[number % 2] for number in range(saves)]
        times_s = [session.answer_s(source, folder / file) for source in sources]
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
    with tempfile.TemporaryDirectory() as root:
        right, wrong = Path(root) / "right", Path(root) / "wrong"
        for only, given in ((LAYERS, (RIGHT, WRONG)), (tuple(NETWORKS), (right, wrong))):
            said = Said()
            with Lane(find("assignment5", ROOT), listener=said.put) as lane:
                if only != LAYERS:
                    write_networks(lane, right, wrong)
                folder = Path(shutil.copytree(given[0], Path(root) / only[0]))
                measure(Session(folder, lane, said, only), folder, *given, saves)
    print(f"load average after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
