"""A run leaves nothing behind: no process, no temporary folder, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.command import MIXED, PROGRAMS, TIME_LIMIT_S, Grade, Start

pytestmark = [
    pytest.mark.linux,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]

SLEEPS = "import time\n\n\ndef conv_output_size(*sizes):\n    time.sleep(3600)\n"


def descendants(environment: dict[str, str]) -> list[str]:
    """Command lines of processes that run with this test's own temporary folder or in its box.

    Found by their environment, which every process of a run has from its start; bubblewrap
    clears it for what runs inside, so those are found by the folder that is bound into it.
    """
    mark = environment["TMPDIR"].encode()
    found = []
    for process in Path("/proc").iterdir():
        if not process.name.isdigit() or int(process.name) == os.getpid():
            continue
        try:
            seen = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
            seen += (process / "mountinfo").read_bytes()
        except OSError:
            continue
        if mark in seen:
            found.append((process / "cmdline").read_bytes().decode().replace("\0", " "))
    return found


def until(condition: object, *, what: str) -> None:
    """Wait for something that takes a moment, up to the guard."""
    assert callable(condition)
    end = time.monotonic() + TIME_LIMIT_S
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.05)


@pytest.fixture
def asleep(start: Start, environment: dict[str, str], tmp_path: Path) -> subprocess.Popen[bytes]:
    """A run whose student code sleeps."""
    folder = tmp_path / "sleeper"
    folder.mkdir()
    (folder / "shapes.py").write_text(SLEEPS, "utf-8")
    process = start("assignment5", "shapes", "--submission", folder, "--lang", "en")
    until(lambda: len(descendants(environment)) > 1, what="no worker has started")
    time.sleep(0.5)  # so that it is in the middle of a check
    assert process.poll() is None
    return process


def test_a_run_leaves_nothing(grade: Grade, environment: dict[str, str], temporary: Path) -> None:
    """After a run there is no process and no temporary file of it."""
    grade("assignment5", *PROGRAMS, "--submission", MIXED, "--json")
    assert descendants(environment) == []
    assert list(temporary.iterdir()) == []


def test_hostile_code_leaves_nothing(
    grade: Grade, environment: dict[str, str], temporary: Path
) -> None:
    """Threads and forks of student code end with it."""
    hostile = MIXED.parents[1] / "exits" / "submission"
    grade("assignment5", *PROGRAMS, "--submission", hostile, "--json")
    assert descendants(environment) == []
    assert list(temporary.iterdir()) == []


def test_an_error_leaves_nothing(
    grade: Grade, environment: dict[str, str], temporary: Path, secret: Path
) -> None:
    """A run that ends with an error cleans up too."""
    secret.write_bytes(b"short")
    assert grade("assignment5", "--submission", MIXED).code == 4
    assert descendants(environment) == []
    assert list(temporary.iterdir()) == []


def test_an_interrupted_run_is_130_and_leaves_nothing(
    asleep: subprocess.Popen[bytes], environment: dict[str, str], temporary: Path
) -> None:
    """Ctrl-C ends with 130 and one word, at once, and nothing stays."""
    asleep.send_signal(signal.SIGINT)
    out, err = asleep.communicate(timeout=TIME_LIMIT_S)
    assert asleep.returncode == 130
    assert (out, err.strip()) == (b"", b"grade: Stopped.")
    assert descendants(environment) == []
    assert list(temporary.iterdir()) == []


def test_a_killed_run_leaves_no_process(
    asleep: subprocess.Popen[bytes], environment: dict[str, str]
) -> None:
    """SIGKILL cannot be answered, yet the workers die with the run."""
    asleep.kill()
    asleep.communicate(timeout=TIME_LIMIT_S)
    until(lambda: descendants(environment) == [], what="a worker outlived its run")


def test_a_terminated_run_leaves_no_process(
    asleep: subprocess.Popen[bytes], environment: dict[str, str]
) -> None:
    """SIGTERM, as a batch system sends it, ends the workers as well."""
    asleep.terminate()
    asleep.communicate(timeout=TIME_LIMIT_S)
    until(lambda: descendants(environment) == [], what="a worker outlived its run")
