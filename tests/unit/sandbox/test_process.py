"""A process that ended is known by its own exit code, and takes everything with it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.sandbox.process import PlainProcess, _queued_s
from tests.unit.sandbox.conftest import runs

pytestmark = [
    pytest.mark.linux,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and clocks of Linux"),
]
Start = Callable[[str], PlainProcess]


@pytest.fixture
def start() -> Iterator[Start]:
    """Run lines of Python as a worker's process would be, and hand it over once it says so."""
    children = []
    with socket.socket() as connection:

        def start(lines: str) -> PlainProcess:
            child = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", f"print(flush=True)\n{lines}"],
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
            children.append(child)
            _line_from(child)
            return PlainProcess(connection, child)

        yield start
    for child in children:
        if child.stdout is not None:
            child.stdout.close()


def _line_from(child: subprocess.Popen[bytes]) -> bytes:
    assert child.stdout is not None
    return child.stdout.readline()


def test_an_exit_code_is_waited_for(start: Start) -> None:
    """It says more than our own SIGKILL; and it is still there to be reaped."""
    process = start("import os; os._exit(77)")
    process.wait(10)
    assert process.end() == 77


def test_a_process_that_goes_on_is_not_waited_for_long(start: Start) -> None:
    """Then it is killed."""
    process = start("while True: pass")
    process.wait(0.01)
    assert process.end() == -9


def test_the_clock_is_that_of_the_process(start: Start) -> None:
    """Processor time, not the time of day; it is gone with the process."""
    process = start("import time; time.sleep(99)")
    time.sleep(0.1)
    used_s = process.cpu_s()
    assert used_s is not None
    assert 0 < used_s < 0.1
    process.end()
    assert process.cpu_s() is None


def test_children_end_with_the_process(start: Start) -> None:
    """Also those whose parent is gone already."""
    process = start(
        "import os, time\n"
        "if os.fork() == 0:\n"
        "    print(os.getpid(), flush=True)\n"
        "    time.sleep(99)\n"
    )
    orphan = int(_line_from(process._child))
    process.wait(10)
    assert process.end() == 0
    for _ in range(1000):
        if not runs(orphan):
            break
        time.sleep(0.005)
    assert not runs(orphan)


def test_a_frozen_process_stands_still_until_it_is_thawed(start: Start) -> None:
    """All its threads, and its children in the same session."""
    process = start(
        "import threading\nthreading.Thread(target=exec, args=['while True: pass']).start()"
    )
    process.freeze()
    stopped_s = process.cpu_s()
    assert all(process.cpu_s() == stopped_s for _ in range(1000))
    process.thaw()
    while process.cpu_s() == stopped_s:
        time.sleep(0.001)
    process.end()


def test_a_process_that_waits_has_stood_in_line_for_so_long(start: Start) -> None:
    """The kernel counts that; a plain process may wait for another, so it is not asked."""
    process = start(
        "import threading, time\nthreading.Thread(target=time.sleep, args=[99]).start()"
    )
    wait_until(lambda: _queued_s(process._child.pid) is not None)
    first_s, then_s = _queued_s(process._child.pid), _queued_s(process._child.pid)
    assert first_s is not None
    assert first_s == then_s
    assert process.queued_s() is None
    process.end()


def test_a_process_that_wants_a_core_stands_in_line_now(start: Start) -> None:
    """How long, the kernel says only afterwards; one thread of many is enough."""
    process = start(
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=[99]).start()\n"
        "while True: pass"
    )
    assert {_queued_s(process._child.pid) for _ in range(100)} == {None}
    process.end()


def test_where_the_kernel_does_not_count_nothing_is_known(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three zeros stand where it could."""
    process = start("import time; time.sleep(99)")
    wait_until(lambda: _queued_s(process._child.pid) is not None)
    read = Path.read_text
    zeros = lambda path, **how: "0 0 0\n" if path.name == "schedstat" else read(path, **how)  # noqa: E731
    monkeypatch.setattr(Path, "read_text", zeros)
    assert _queued_s(process._child.pid) is None
    process.end()


def wait_until(holds: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline_s
        time.sleep(0.001)


def test_a_frozen_process_can_be_ended(start: Start) -> None:
    """Nobody has to wake it up for that."""
    process = start("while True: pass")
    process.freeze()
    assert process.end() == -9


def test_a_pinned_process_stays_on_its_core(start: Start) -> None:
    """Cores of a machine need not be alike."""
    process = start("while True: pass")
    core = min(os.sched_getaffinity(0))
    process.pin(core)
    assert os.sched_getaffinity(process._child.pid) == {core}
    process.end()
