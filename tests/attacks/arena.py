"""Where attacks are graded: a course with canaries, a warm lane, a neighbour, a host to watch."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Mapping
from pathlib import Path

from grader.grading import Lane
from grader.records import CheckResult, GradedSubmission
from grader.stage import stage
from tests.attacks.course import Canaries, neighbour

GUARD_S = 12.0  # limits of the course, 2 s, and what a busy machine adds; nothing is measured
MARK = "graderattack"  # in the name of every file that an attack plants
NAIVE_MARK = "naiveattack"  # the same, of those that the naive grader runs meanwhile
_PLANTED_IN = ("/tmp", "/var/tmp", "/dev/shm", os.path.expanduser("~"), ".")  # noqa: S108


class Arena:
    """Grades one attack after another in the same lane, as a batch does."""

    def __init__(self, lane: Lane, level: str, course: Path, canaries: Canaries) -> None:
        self.lane = lane
        self.level = level
        self.course = course
        self.canaries = canaries
        self._submissions = course.parent / "submissions"
        self._neighbour = {"basics.py": neighbour(canaries.neighbour)}
        self.baseline = self.grade_neighbour()

    def grade(self, files: Mapping[str, str], name: str = "attacker") -> GradedSubmission:
        """One submission's record; an attack that does not end in time is stopped."""
        path = self.write(files, name)
        graded: list[GradedSubmission] = []
        thread = threading.Thread(
            target=lambda: graded.append(self.lane.run(stage(path, self.lane.assignment.files))),
            daemon=True,
        )
        thread.start()
        thread.join(GUARD_S)
        if thread.is_alive():
            self.lane.stop()
            raise TimeoutError(f"{name} is not graded after {GUARD_S:g} seconds")
        return graded[0]

    def grade_neighbour(self) -> bytes:
        """The record of the honest submission that comes next."""
        return self.grade(self._neighbour, "neighbour").to_json()

    def write(self, files: Mapping[str, str], name: str) -> Path:
        """A folder with these files and no others."""
        folder = self._submissions / name
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for file, text in files.items():
            (folder / file).write_text(text.replace("{course}", str(self.course)), encoding="utf-8")
        return folder

    def host(self) -> dict[str, str]:
        """Every file of the course and of the neighbour, and every planted one."""
        ours = [p for p in self.course.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
        ours += (self._submissions / "neighbour").iterdir()
        state = {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in ours}
        return state | dict.fromkeys(planted(), "planted")


def planted(mark: str = MARK) -> list[str]:
    """Files that carry the mark."""
    return [
        os.path.join(place, name)
        for place in _PLANTED_IN
        if os.path.isdir(place)
        for name in os.listdir(place)
        if name.startswith(mark)
    ]


def check_of(graded: GradedSubmission, name: str) -> CheckResult:
    """One check's result by the name of its function."""
    found = (c for e in graded.exercises for c in e.checks if c.id.endswith(f"::{name}"))
    return next(found)
