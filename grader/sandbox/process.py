"""A worker's process as the trusted side holds it."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from grader.limits import Limits

_LOOK_S = 0.005
_STOP_LOOK_S = 0.0002
_STOP_S = 2.0  # what runs on after that is charged to its next chain
_AT_REST = "TtZX"  # stopped, traced, ended
_BUSY = "RD"  # runs or is ready to; waits for a disk


class WorkerProcess(Protocol):
    """What a client needs of a process: a socket, a clock, an end."""

    connection: socket.socket

    def cpu_s(self) -> float | None:
        """CPU seconds used since the start, or None where this cannot be read."""

    def queued_s(self) -> Mapping[str, float] | None:
        """Of each thread: for how many seconds so far it has been ready to run, without a core.

        None while that cannot be told: a thread runs, is ready or waits for a disk; they may wait
        for another process; the system does not say.
        """

    def wait(self, timeout_s: float) -> None:
        """Until it has ended by itself, or for so long."""

    def pin(self, core: int) -> None:
        """Keep it on one core, where the system can; threads that it has by now stay free."""

    def freeze(self) -> None:
        """Stop all its threads, and on a plain process all of its session, where it can be."""

    def thaw(self) -> None:
        """Let it go on."""

    def end(self) -> int:
        """Kill and reap it; the wait status as a `subprocess` return code (-9 = SIGKILL)."""


class Workers(Protocol):
    """Where fresh workers come from."""

    def spawn(self, limits: Limits) -> WorkerProcess: ...


class ForkedProcess:
    """A worker that a zygote forked; it is the zygote that reaps it."""

    def __init__(self, connection: socket.socket, pidfd: int, reap: Callable[[], int]) -> None:
        self.connection = connection
        self._pidfd = pidfd
        self._reap = reap
        self._pid = _pid_of(pidfd)
        self._clock = ~self._pid << 3 | 2  # clock_getcpuclockid(3)

    def cpu_s(self) -> float | None:
        try:
            return time.clock_gettime(self._clock)
        except OSError:  # it has ended
            return None

    def queued_s(self) -> Mapping[str, float] | None:
        try:
            return _queued_s(self._pid)
        except OSError:  # it has ended, or one of its threads has, or nothing is counted here
            return None

    def wait(self, timeout_s: float) -> None:
        ended = select.poll()
        ended.register(self._pidfd, select.POLLIN)
        ended.poll(timeout_s * 1000)

    def pin(self, core: int) -> None:
        _pin(self._pid, core)

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)
        _until_stopped(self._pid)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        with suppress(ProcessLookupError):  # it may have ended by itself
            signal.pidfd_send_signal(self._pidfd, number)

    def end(self) -> int:
        self._signal(signal.SIGKILL)
        os.close(self._pidfd)
        self.connection.close()
        return self._reap()


class PlainProcess:
    """A worker started as an ordinary child process."""

    def __init__(self, connection: socket.socket, child: subprocess.Popen[bytes]) -> None:
        self.connection = connection
        self._child = child

    def cpu_s(self) -> float | None:
        if not hasattr(time, "pthread_getcpuclockid"):  # Windows
            return None
        try:
            return time.clock_gettime(~self._child.pid << 3 | 2)
        except OSError:
            return None

    def queued_s(self) -> Mapping[str, float] | None:
        return None  # it may have started others, or drive a device

    def wait(self, timeout_s: float) -> None:
        if not hasattr(os, "waitid"):  # Windows
            time.sleep(timeout_s)
            return
        looks = os.WEXITED | os.WNOHANG | os.WNOWAIT  # not reaped: its number stays taken
        deadline_s = time.monotonic() + timeout_s
        while os.waitid(os.P_PID, self._child.pid, looks) is None:
            if time.monotonic() > deadline_s:
                return
            time.sleep(_LOOK_S)

    def pin(self, core: int) -> None:
        _pin(self._child.pid, core)

    def freeze(self) -> None:
        _signal_session(self._child.pid, "SIGSTOP")
        _until_stopped(self._child.pid)

    def thaw(self) -> None:
        _signal_session(self._child.pid, "SIGCONT")

    def end(self) -> int:
        self.connection.close()
        return end_session(self._child)


def end_session(child: subprocess.Popen[bytes]) -> int:
    """Kill and reap a child, and kill what else runs in its session; its return code."""
    if child.returncode is not None:  # reaped: its number may be somebody else's by now
        return child.returncode
    if sys.platform == "win32":
        child.kill()
    else:
        _signal_session(child.pid, "SIGKILL")
    return child.wait()


def _signal_session(leader: int, name: str) -> None:
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):  # nobody is left but the child
            os.killpg(leader, getattr(signal, name))


def _until_stopped(pid: int) -> None:
    """Wait for threads that still have to notice the signal, each when it next gets a core."""
    deadline_s = time.monotonic() + _STOP_S
    while any(state not in _AT_REST for state in _states(pid)) and time.monotonic() < deadline_s:
        time.sleep(_STOP_LOOK_S)


def _states(pid: int) -> Iterator[str]:
    """Of all threads; none where the system does not say."""
    for path in Path(f"/proc/{pid}/task").glob("*/stat"):
        with suppress(OSError):  # a thread that has ended
            yield _state(path)


def _state(stat: Path) -> str:
    """As proc_pid_stat(5) has it."""
    return stat.read_text(errors="replace").rpartition(")")[2].split()[0]


def _queued_s(pid: int) -> dict[str, float] | None:
    """See proc(5), schedstat: the time in a queue counts when it is over."""
    queued_s: dict[str, float] = {}
    for thread in Path(f"/proc/{pid}/task").iterdir():
        if _state(thread / "stat") in _BUSY:
            return None
        _, queued_ns, times = (thread / "schedstat").read_text().split()
        if times == "0":  # nothing is counted on this machine
            return None
        queued_s[thread.name] = int(queued_ns) / 1e9
    return queued_s


def _pin(pid: int, core: int) -> None:
    if hasattr(os, "sched_setaffinity"):
        with suppress(OSError):  # it has ended, or this machine lets nobody choose
            os.sched_setaffinity(pid, {core})


def _pid_of(pidfd: int) -> int:
    with open(f"/proc/self/fdinfo/{pidfd}") as info:
        for line in info:
            if line.startswith("Pid:"):
                return int(line.split()[1])
    raise ProcessLookupError("the worker has already gone")
