"""What may break while a class is graded. The numbers are those of the fault catalogue."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from grader.errors import ClusterError
from grader.ledger import Status
from tests.faults.processes import descendants, kill, lanes_of, wait_for_the_end_of, zygotes_of
from tests.school import Looking, School

CLASS = 12
KILLS = 3
GUARD_S = 60.0  # against waiting for ever; no figure


def hand_in_all(school: School, count: int = CLASS) -> list[str]:
    students = [f"s{number:04}" for number in range(count)]
    for student in students:
        school.hand_in(student)
    school.enrol(*students)
    return students


def recorded(school: School) -> Counter[str]:
    """How many verdicts each student has."""
    if not Path(school.url).exists():
        return Counter()
    return Counter(entry.key.student for entry in school.entries())


def wait_until(school: School, process: subprocess.Popen[bytes], count: int) -> None:
    """So many lines of verdicts have been printed."""
    assert process.stdout is not None
    for _ in range(count):
        assert process.stdout.readline(), process.stderr.read().decode()  # type: ignore[union-attr]


def test_f1_kill_9_of_the_batch(school: School) -> None:
    """Killed again and again at random moments: none lost, none twice, nobody left running."""
    students = hand_in_all(school)
    draw = random.Random(1)
    for _ in range(KILLS):
        process = school.start("--jsonl", "--lanes", "1")
        done = sum(recorded(school).values())
        wait_until(school, process, done + draw.randint(1, 2))
        started = descendants(process.pid)
        process.kill()
        process.communicate()
        wait_for_the_end_of(started)
    process = school.start("--jsonl", "--lanes", "1")
    out, err = process.communicate()
    assert process.returncode == 0, err
    assert recorded(school) == Counter(students)
    assert {json.loads(line)["student"] for line in out.splitlines()} == set(students)


def test_f12_two_batches_on_one_ledger(school: School) -> None:
    """Each submission is recorded once, and both batches account for the whole class."""
    students = hand_in_all(school)
    both = [school.start("--lanes", "1") for _ in range(2)]
    for process in both:
        out, err = process.communicate()
        assert process.returncode == 0, err
        assert f"roster {CLASS} = graded {CLASS} +".encode() in out
    assert recorded(school) == Counter(students)
    assert len({entry.batch for entry in school.entries()}) == 2


def test_f20_ctrl_c(school: School) -> None:
    """It stops, prints the command that goes on, and leaves neither a process nor a claim."""
    hand_in_all(school)
    process = school.start("--jsonl", "--lanes", "2")
    wait_until(school, process, 5)
    started = descendants(process.pid)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, err = process.communicate(timeout=GUARD_S)
    assert process.returncode == 130, err
    assert b"Go on with the same command: grade batch hw1" in err
    assert b"Traceback" not in err
    wait_for_the_end_of(started)
    tally = school.grade(watch=(watch := Looking()))
    assert tally.count(Status.GRADED) == CLASS
    assert "under way in another batch" not in " ".join(watch.notices)


def test_f4_the_disk_is_full(school: School) -> None:
    """The batch stops and says so; when there is room again the same command does the rest."""
    students = hand_in_all(school)
    process = school.start("--jsonl", "--lanes", "1")
    wait_until(school, process, 2)
    most = Path(f"{school.url}-wal").stat().st_size
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, most))
    _, err = process.communicate(timeout=GUARD_S)
    assert process.returncode == 4, err
    assert b"ledger cannot be used" in err
    assert b"Go on with the same command: grade batch hw1" in err
    assert school.grade().count(Status.GRADED) == CLASS
    assert recorded(school) == Counter(students)


class Killer:
    """A watch that does something when some verdicts are there."""

    def __init__(self, after: int, action: Any) -> None:
        self._left = after
        self._action = action
        self.notices: list[str] = []

    def start(self, tally: Any) -> None:
        pass

    def ended(self, found: Any, entry: Any, *, new: bool) -> None:
        self._left -= 1
        if self._left == 0:
            self._action()

    def notice(self, text: Any) -> None:
        self.notices.append(text.en)


@pytest.mark.parametrize("victims", [lanes_of, zygotes_of])
def test_f27_a_lane_dies(school: School, victims: Any) -> None:
    """What was in it is graded in another one; nobody has a fault, nobody a zero."""
    hand_in_all(school, 8)
    watch = Killer(2, lambda: kill(victims(os.getpid())))
    tally = school.grade(watch=watch, lanes=2)
    assert tally.count(Status.GRADED) == 8
    assert {e.record.score for e in school.entries() if e.record} == {3.0}


DEADLY = "def double(x):\n    return 2 * x + 1e9\n"
KILLS_ITS_LANE = """    answer = student.double(x)
    if answer.max() > 1e6:
        import os

        with open("tries", "a") as file:
            file.write("x")
        os.kill(os.getpid(), 9)
    expect_shape(answer, (2, 3))"""


def test_f30_a_submission_that_kills_its_lane(school: School) -> None:
    """It is set aside after two tries, and everybody else is graded."""
    hand_in_all(school, 6)
    school.hand_in("s0003", double=DEADLY)
    school.change_checks("double", "    expect_shape(student.double(x), (2, 3))", KILLS_ITS_LANE)
    tally = school.grade(lanes=2)
    assert (tally.count(Status.GRADED), tally.count(Status.FAULT)) == (5, 1)
    (entry,) = tally.unsettled
    assert (entry.key.student, entry.record) == ("s0003", None)
    assert (school.course.root / "tries").read_text() == "xx"


def test_f18_a_missing_package(school: School) -> None:
    """It is found before the first submission, by the name of worker, exercise and package."""
    school.hand_in("s1")
    toml = school.course.assignment / "assignment.toml"
    text = toml.read_text("utf-8").replace(
        'needs = ["double"]', 'needs = ["double"]\nruntime = ["numpy", "no_such_package"]'
    )
    toml.write_text(text, "utf-8")
    with pytest.raises(ClusterError, match=r"127\.0\.0\.1.*quadruple needs no_such_package"):
        school.grade()
    assert not school.entries()
