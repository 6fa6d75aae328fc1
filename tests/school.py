"""A class of students, made up: a small course, folders of submissions, a ledger."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from grader.batch.cluster import Machines as LocalMachines
from grader.batch.run import Machines
from grader.batch.start import Asked, batch_of, draft_class, grade_class
from grader.batch.tally import Tally
from grader.ledger import Entry, Ledger
from grader.roster import Found
from grader.text import Text

RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return x + 1\n"
ROOT = Path(__file__).parents[1]


class Looking:
    """A watch that remembers."""

    def __init__(self) -> None:
        self.tally: Tally | None = None
        self.entries: list[tuple[str, bool]] = []
        self.notices: list[str] = []

    def start(self, tally: Tally) -> None:
        self.tally = tally

    def ended(self, found: Found, entry: Entry, *, new: bool) -> None:
        self.entries.append((found.student_id, new))

    def notice(self, text: Text) -> None:
        self.notices.append(text.en)


class After(Looking):
    """A watch that does something when some verdicts are there."""

    def __init__(self, after: int, action: Callable[[], object]) -> None:
        super().__init__()
        self._after = after
        self._action = action

    def ended(self, found: Found, entry: Entry, *, new: bool) -> None:
        super().ended(found, entry, new=new)
        if len(self.entries) == self._after:
            self._action()


class School:
    """A folder with the course `hw1`, submissions and a ledger; tests run in the course."""

    def __init__(
        self, course: Any, machines: Machines | None = None, place: Path | None = None
    ) -> None:
        """Graded on `machines` if not told otherwise; in `place`, the course beside it if none."""
        self.course = course
        self.machines = machines or LocalMachines(lanes=1)
        self.place: Path = place or course.root.parent
        self.folder = self.place / "submissions"
        self.folder.mkdir()
        self.url = str(self.place / "grades.sqlite")
        self.roster: Path | None = None

    def hand_in(self, student: str, **sources: str) -> Path:
        """A submission with the right answers, but for the modules that are given."""
        folder = self.folder / student
        folder.mkdir(exist_ok=True)
        for module, source in {"double": RIGHT, **sources}.items():
            (folder / f"{module}.py").write_text(source, "utf-8")
        return folder

    def hand_in_all(self, count: int) -> list[str]:
        """The whole class, right and on the roster."""
        students = [f"s{number:04}" for number in range(count)]
        for student in students:
            self.hand_in(student)
        self.enrol(*students)
        return students

    def enrol(self, *students: str) -> None:
        """The roster."""
        self.roster = self.place / "roster.csv"
        self.roster.write_text("student id\n" + "".join(f"{s}\n" for s in students), "utf-8")

    def asked(self, **more: Any) -> Asked:
        return Asked("hw1", [self.folder], self.machines, self.roster, **more)

    def grade(self, *, force: bool = False, watch: Looking | None = None, **more: Any) -> Tally:
        batch = batch_of(self.asked(**more))
        return grade_class(batch, self.url, watch or Looking(), force=force)

    def draft(self, *, force: bool = False, **more: Any) -> Any:
        return draft_class(batch_of(self.asked(**more)), self.url, Looking(), force=force)

    def entries(self, student: str | None = None) -> list[Entry]:
        """The whole history."""
        with Ledger.open(self.url) as ledger:
            return list(ledger.entries("hw1", student))

    def change_checks(self, name: str, old: str, new: str) -> None:
        """The author edits the checks of an exercise."""
        path = self.course.solutions / f"checks/test_{name}.py"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def command(self, *arguments: str, program: Sequence[str] = ("grader",)) -> list[str]:
        """`grade batch` on this class."""
        batch = [sys.executable, "-m", *program, "batch", "hw1", str(self.folder)]
        roster = ["--roster", str(self.roster)] if self.roster else []
        return [*batch, *roster, "--ledger", self.url, "--lang", "en", *arguments]

    def start(
        self, *arguments: str, program: Sequence[str] = ("grader",)
    ) -> subprocess.Popen[bytes]:
        """The command, in a process group of its own."""
        return subprocess.Popen(
            self.command(*arguments, program=program),
            cwd=self.course.root,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(self.place)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
