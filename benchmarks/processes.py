"""CPU seconds of process trees, from /proc."""

from __future__ import annotations

import os
import platform
import resource
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def tree_cpu_s(pid: int) -> float:
    """CPU seconds of a process, of what it waited for, and of all its living descendants."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has just ended
        return 0.0
    own = sum(int(fields[index]) for index in (11, 12, 13, 14)) / _TICKS
    return own + sum(map(tree_cpu_s, _children(pid)))


def children_cpu_s() -> float:
    """CPU seconds of this process's children that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def machine() -> str:
    """What the figures were measured on."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    system = f"Linux {platform.release()}, Python {platform.python_version()}"
    return f"{model}, {os.cpu_count()} cores, {system}"


def tree_memory_mib(pid: int) -> float:
    """Memory of a process and all its living descendants; shared pages are counted once."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it has just ended
        return 0.0
    own = next((int(row.split()[1]) for row in rollup.splitlines() if row.startswith("Pss:")), 0)
    return own / 1024 + sum(map(tree_memory_mib, _children(pid)))


def _children(pid: int) -> list[int]:
    """Of all its threads."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            found += map(int, (task / "children").read_text().split())
        except OSError:  # the thread has just ended
            continue
    return found
