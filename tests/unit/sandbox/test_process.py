"""A process that ended is known by its own exit code, and takes everything with it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from grader.sandbox.process import PlainProcess

pytestmark = [
    pytest.mark.linux,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and clocks of Linux"),
]
Start = Callable[[str], tuple[PlainProcess, subprocess.Popen[bytes]]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Run lines of Python as a worker's process would be."""
    with socket.socket() as connection:

        def start(lines: str) -> tuple[PlainProcess, subprocess.Popen[bytes]]:
            child = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", lines],
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
            return PlainProcess(connection, child), child

        yield start


def test_an_exit_code_is_waited_for(start: Start) -> None:
    """It says more than our own SIGKILL; and it is still there to be reaped."""
    process, child = start("import os; os._exit(77)")
    process.wait(10)
    assert process.end() == 77
    assert child.stdout is not None
    child.stdout.close()


def test_a_process_that_goes_on_is_not_waited_for_long(start: Start) -> None:
    """Then it is killed."""
    process, child = start("while True: pass")
    process.wait(0.01)
    assert process.end() == -9
    assert child.stdout is not None
    child.stdout.close()


def test_the_clock_is_that_of_the_process(start: Start) -> None:
    """Processor time only: it stands while the process sleeps, and is gone with it."""
    process, child = start("import time; print(flush=True); time.sleep(99)")
    assert child.stdout is not None
    with child.stdout:
        child.stdout.readline()
    first = process.cpu_s()
    time.sleep(0.05)
    second = process.cpu_s()
    assert first is not None
    assert second is not None
    assert 0 < first <= second < first + 0.05
    process.end()
    assert process.cpu_s() is None


def test_children_end_with_the_process(start: Start) -> None:
    """Also those whose parent is gone already."""
    process, child = start(
        "import os, time\n"
        "if os.fork() == 0:\n"
        "    print(os.getpid(), flush=True)\n"
        "    time.sleep(99)\n"
    )
    assert child.stdout is not None
    with child.stdout:
        orphan = int(child.stdout.readline())
    process.wait(10)
    assert process.end() == 0
    for _ in range(1000):
        if not _runs(orphan):
            break
        time.sleep(0.005)
    assert not _runs(orphan)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
        return stat.read().rpartition(")")[2].split()[0] != "Z"
