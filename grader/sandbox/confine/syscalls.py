"""The numbers of the system calls the confinement makes or allows, by architecture.

Sources: asm/unistd_64.h for x86_64, asm-generic/unistd.h for aarch64. A name without a number on an
architecture does not exist there (aarch64 has `openat` and no `open`).
"""

from __future__ import annotations

import errno
import platform
import struct
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Architecture:
    """A machine's calling convention, as seccomp sees it."""

    name: str  # as platform.machine() says it
    audit: int  # AUDIT_ARCH_* of linux/audit.h: ELF machine, 64-bit flag, little-endian flag
    numbers: Mapping[str, int]  # system call number by name


# Each name with its number on x86_64 and on aarch64.
_NUMBERS: Final[Mapping[str, tuple[int, int | None]]] = {
    # Called by the confinement itself, and refused afterwards.
    "capget": (125, 90),
    "capset": (126, 91),
    "landlock_add_rule": (445, 445),
    "landlock_create_ruleset": (444, 444),
    "landlock_restrict_self": (446, 446),
    "mount": (165, 40),
    "mount_setattr": (442, 442),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "pivot_root": (155, 41),
    "seccomp": (317, 277),
    "setns": (308, 268),
    "umount2": (166, 39),
    "unshare": (272, 97),
    # Called by student code through Python and numpy: see seccomp for which of them, and how.
    "access": (21, None),
    "brk": (12, 214),
    "chdir": (80, 49),
    "clock_getres": (229, 114),
    "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115),
    "clone": (56, 220),
    "clone3": (435, 435),
    "close": (3, 57),
    "close_range": (436, 436),
    "dup": (32, 23),
    "dup2": (33, None),
    "dup3": (292, 24),
    "exit": (60, 93),
    "exit_group": (231, 94),
    "faccessat": (269, 48),
    "faccessat2": (439, 439),
    "fcntl": (72, 25),
    "fdatasync": (75, 83),
    "fstat": (5, 80),
    "fsync": (74, 82),
    "ftruncate": (77, 46),
    "futex": (202, 98),
    "getcpu": (309, 168),
    "getcwd": (79, 17),
    "getdents": (78, None),
    "getdents64": (217, 61),
    "getegid": (108, 177),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getpgrp": (111, None),
    "getpid": (39, 172),
    "getppid": (110, 173),
    "getrandom": (318, 278),
    "getrlimit": (97, 163),
    "getrusage": (98, 165),
    "gettid": (186, 178),
    "gettimeofday": (96, 169),
    "getuid": (102, 174),
    "ioctl": (16, 29),
    "kill": (62, 129),
    "lseek": (8, 62),
    "lstat": (6, None),
    "madvise": (28, 233),
    "membarrier": (324, 283),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "mremap": (25, 216),
    "munmap": (11, 215),
    "nanosleep": (35, 101),
    "newfstatat": (262, 79),
    "open": (2, None),
    "openat": (257, 56),
    "pipe": (22, None),
    "pipe2": (293, 59),
    "poll": (7, None),
    "ppoll": (271, 73),
    "prctl": (157, 167),
    "pread64": (17, 67),
    "prlimit64": (302, 261),
    "pselect6": (270, 72),
    "pwrite64": (18, 68),
    "read": (0, 63),
    "readlink": (89, None),
    "readlinkat": (267, 78),
    "readv": (19, 65),
    "recvfrom": (45, 207),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "restart_syscall": (219, 128),
    "rmdir": (84, None),
    "rseq": (334, 293),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sched_getaffinity": (204, 123),
    "sched_yield": (24, 124),
    "select": (23, None),
    "sendto": (44, 206),
    "set_robust_list": (273, 99),
    "set_tid_address": (218, 96),
    "shutdown": (48, 210),
    "sigaltstack": (131, 132),
    "stat": (4, None),
    "statx": (332, 291),
    "tgkill": (234, 131),
    "time": (201, None),
    "times": (100, 153),
    "umask": (95, 166),
    "uname": (63, 160),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "write": (1, 64),
    "writev": (20, 66),
}

X86_64: Final = Architecture(
    name="x86_64",
    audit=0xC000003E,
    numbers={name: number for name, (number, _) in _NUMBERS.items()},
)
AARCH64: Final = Architecture(
    name="aarch64",
    audit=0xC00000B7,
    numbers={name: number for name, (_, number) in _NUMBERS.items() if number is not None},
)
ARCHITECTURES: Final = (X86_64, AARCH64)
_POINTER_BITS: Final = 64


@cache
def running() -> Architecture:
    """Return the architecture of this process.

    Raises:
        OSError: there is no table for it, or this is a 32-bit process on a 64-bit machine.
    """
    machine = platform.machine()
    bits = 8 * struct.calcsize("P")
    for architecture in ARCHITECTURES:
        if architecture.name == machine and bits == _POINTER_BITS:
            return architecture
    expected = " or ".join(architecture.name for architecture in ARCHITECTURES)
    raise OSError(
        errno.ENOSYS, f"no system call table: got {machine} ({bits}-bit), expected {expected}"
    )


def number(name: str) -> int:
    """Return the number of the system call `name` on this machine.

    Raises:
        OSError: the machine's architecture is unknown or has no such call.
    """
    architecture = running()
    if name not in architecture.numbers:
        raise OSError(errno.ENOSYS, f"no system call {name} on {architecture.name}")
    return architecture.numbers[name]
