"""A worker's process as the trusted side holds it."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

_LOOK_S = 0.005


class WorkerProcess(Protocol):
    """What a client needs of a process: a socket, a clock, an end."""

    connection: socket.socket

    def cpu_s(self) -> float | None:
        """CPU seconds used since the start, or None where this cannot be read."""

    def wait(self, timeout_s: float) -> None:
        """Until it has ended by itself, or for so long."""

    def end(self) -> int:
        """Kill and reap it; the wait status as a `subprocess` return code (-9 = SIGKILL)."""


class ForkedProcess:
    """A worker that a zygote forked; it is the zygote that reaps it."""

    def __init__(self, connection: socket.socket, pidfd: int, reap: Callable[[], int]) -> None:
        self.connection = connection
        self._pidfd = pidfd
        self._reap = reap
        self._clock = ~_pid_of(pidfd) << 3 | 2  # clock_getcpuclockid(3)

    def cpu_s(self) -> float | None:
        try:
            return time.clock_gettime(self._clock)
        except OSError:  # it has ended
            return None

    def wait(self, timeout_s: float) -> None:
        ended = select.poll()
        ended.register(self._pidfd, select.POLLIN)
        ended.poll(timeout_s * 1000)

    def end(self) -> int:
        with suppress(ProcessLookupError):  # it may have ended by itself
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
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

    def end(self) -> int:
        self.connection.close()
        return end_session(self._child)


def end_session(child: subprocess.Popen[bytes]) -> int:
    """Kill and reap a child, and kill what else runs in its session; its return code."""
    if sys.platform == "win32":
        child.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):  # nobody is left but the child
            os.killpg(child.pid, signal.SIGKILL)
    return child.wait()


def _pid_of(pidfd: int) -> int:
    with open(f"/proc/self/fdinfo/{pidfd}") as info:
        for line in info:
            if line.startswith("Pid:"):
                return int(line.split()[1])
    raise ProcessLookupError("the worker has already gone")
