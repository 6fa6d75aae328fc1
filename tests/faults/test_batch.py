"""What may break while the command `grade batch` runs. The numbers are the fault catalogue's."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from grader.ledger import Status
from tests.faults.processes import GUARD_S, descendants, wait_for_the_end_of
from tests.school import Looking, School

CLASS = 12
HERE = ("tests.faults.hasty", "here")  # lanes in the process of the batch, which starts sooner
LANES = ("tests.faults.hasty", "lanes")


def recorded(school: School) -> Counter[str]:
    """How many verdicts each student has."""
    if not Path(school.url).exists():
        return Counter()
    return Counter(entry.key.student for entry in school.entries())


def wait_until(process: subprocess.Popen[bytes], count: int) -> None:
    """So many lines of verdicts have been printed."""
    assert process.stdout is not None
    assert process.stderr is not None
    for _ in range(count):
        assert process.stdout.readline(), process.stderr.read().decode()


def students_in(lines: bytes) -> set[str]:
    """Of `--jsonl`."""
    return {json.loads(line)["student"] for line in lines.splitlines()}


@pytest.mark.parametrize(("program", "kills"), [(LANES, 1), (HERE, 3)], ids=["lanes", "here"])
def test_f1_kill_9_of_the_batch(school: School, program: tuple[str, ...], kills: int) -> None:
    """Killed again and again at random moments: none lost, none twice, nobody left running."""
    students = school.hand_in_all(CLASS)
    draw = random.Random(1)
    arguments, program = ("--jsonl", "--lanes", "1"), (*program, "1")
    for _ in range(kills):
        process = school.start(*arguments, program=program)
        wait_until(process, recorded(school).total() + draw.randint(1, 2))
        started = descendants(process.pid)
        process.kill()
        process.communicate()
        wait_for_the_end_of(started)
    process = school.start(*arguments, program=program)
    out, err = process.communicate()
    assert process.returncode == 0, err
    assert recorded(school) == Counter(students)
    assert students_in(out) == set(students)


def test_f12_two_batches_on_one_ledger(school: School) -> None:
    """Each submission is recorded once, and both batches account for the whole class.

    The first is held up in its midst until the second is under way.
    """
    students = school.hand_in_all(CLASS)
    first = school.start("--jsonl", program=(*HERE, "10"))
    wait_until(first, 1)
    first.send_signal(signal.SIGSTOP)
    second = school.start("--jsonl", program=(*HERE, "10"))
    wait_until(second, 1)
    first.send_signal(signal.SIGCONT)
    for process in (first, second):
        _, err = process.communicate()
        assert process.returncode == 0, err
    assert recorded(school) == Counter(students)
    assert len({entry.batch for entry in school.entries()}) == 2


def test_f20_ctrl_c(school: School) -> None:
    """It stops, prints the command that goes on, and leaves neither a process nor a claim."""
    school.hand_in_all(CLASS)
    process = school.start("--jsonl", "--lanes", "2")
    wait_until(process, 5)
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
    students = school.hand_in_all(CLASS)
    process = school.start("--jsonl", program=(*HERE, "1"))
    wait_until(process, 2)
    most = Path(f"{school.url}-wal").stat().st_size
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, most))
    _, err = process.communicate(timeout=GUARD_S)
    assert process.returncode == 4, err
    assert b"ledger cannot be used" in err
    assert b"Go on with the same command: grade batch hw1" in err
    assert school.grade().count(Status.GRADED) == CLASS
    assert recorded(school) == Counter(students)
