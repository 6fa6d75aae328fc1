"""Processes below another one, to be killed or waited for."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

GUARD_S = 60.0  # against waiting for ever; no figure


def descendants(pid: int) -> set[int]:
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found |= {child} | descendants(child)
    return found


def alive(pids: set[int]) -> set[int]:
    """Those that still run; a zombie does not."""
    running = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            running.add(pid)
    return running


def wait_for_the_end_of(pids: set[int]) -> None:
    end = time.monotonic() + GUARD_S
    while left := alive(pids):
        assert time.monotonic() < end, [Path(f"/proc/{p}/cmdline").read_text() for p in left]
        time.sleep(0.05)


def lanes_of(pid: int) -> set[int]:
    """Dask's worker processes below a process."""
    commands = {p: Path(f"/proc/{p}/cmdline").read_bytes() for p in descendants(pid)}
    return {p for p, command in commands.items() if b"spawn_main" in command}


def zygotes_of(pid: int) -> set[int]:
    commands = {p: Path(f"/proc/{p}/cmdline").read_bytes() for p in descendants(pid)}
    return {p for p, command in commands.items() if b"inside.zygote" in command}


def zygotes_of_lanes(pid: int) -> set[int]:
    """And no others that the process has."""
    return {zygote for lane in lanes_of(pid) for zygote in zygotes_of(lane)}


def kill(pids: set[int]) -> None:
    assert pids
    for pid in pids:
        with suppress(ProcessLookupError):  # a worker that has just ended by itself
            os.kill(pid, signal.SIGKILL)
