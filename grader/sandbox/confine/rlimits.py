"""Resource limits of a worker, set by itself, which it cannot raise again.

Sources: getrlimit(2), asm-generic/resource.h.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .linux import buffer, syscall

_CPU: Final = 0
_FSIZE: Final = 1
_CORE: Final = 4
_NPROC: Final = 6
_NOFILE: Final = 7
_MEMLOCK: Final = 8
_AS: Final = 9
_SIGPENDING: Final = 11
_MSGQUEUE: Final = 12
_RTPRIO: Final = 14

_MIB: Final = 1 << 20
_QUEUED_SIGNALS: Final = 64
_LIMITS_SIZE: Final = 16  # struct rlimit64: soft and hard limit, 64 bits each


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a worker may use."""

    memory_mib: int = 2048  # address space on top of what the worker inherits from its zygote
    cpu_time_limit_s: int = 60  # a backstop: budgets are kept by the grader, on its own clock
    file_size_mib: int = 16  # each file
    open_files: int = 64  # descriptors, counting the four a worker starts with
    # Threads of this user id, counting all its processes in the same user namespace: None leaves
    # it as it is. The kernel does not hold root to it, whatever namespace root is in.
    threads: int | None = None


def address_space_bytes() -> int:
    """Return how much address space the calling process uses, proc_pid_statm(5).

    Raises:
        OSError: /proc is not there.
    """
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def apply(limits: Limits, inherited_bytes: int) -> None:
    """Hold the calling process to `limits`, and to no core file, locked memory or real time.

    `inherited_bytes` is the address space it got from its parent, which is not counted against it.
    A limit that is already lower stays. The stack's stays as it is: threads size their stacks by
    it.

    Raises:
        OSError: the kernel refused a limit.
    """
    _lower(_AS, inherited_bytes + limits.memory_mib * _MIB)
    # One second more for the hard limit: the soft one ends a process by a signal that tells why.
    _lower(_CPU, limits.cpu_time_limit_s, limits.cpu_time_limit_s + 1)
    _lower(_FSIZE, limits.file_size_mib * _MIB)
    _lower(_NOFILE, limits.open_files)
    _lower(_SIGPENDING, _QUEUED_SIGNALS)
    if limits.threads is not None:
        _lower(_NPROC, limits.threads)
    for nothing in (_CORE, _MEMLOCK, _MSGQUEUE, _RTPRIO):
        _lower(nothing, 0)


def _lower(resource: int, soft: int, hard: int | None = None) -> None:
    before = buffer(_LIMITS_SIZE)
    syscall("prlimit64", 0, resource, None, before)
    _, ceiling = struct.unpack("=QQ", before)
    ceiling = min(ceiling, soft if hard is None else hard)
    syscall("prlimit64", 0, resource, struct.pack("=QQ", min(soft, ceiling), ceiling), None)
