"""Which system calls a worker may make: an allow-list, compiled to a seccomp filter.

Everything else answers EPERM, and a call by another calling convention (i386, x32) kills the
process. Source: seccomp(2), linux/seccomp.h.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from typing import TYPE_CHECKING, Final

from .bpf import (
    Block,
    encode,
    give,
    load,
    unless_any_bit,
    unless_equal,
    when_any_bit,
    when_at_least,
    when_equal,
)
from .linux import syscall
from .syscalls import X86_64

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .syscalls import Architecture

# Answers, linux/seccomp.h. An errno stands in the low half of SECCOMP_RET_ERRNO.
KILL_PROCESS: Final = 0x8000_0000
ALLOW: Final = 0x7FFF_0000
_ERRNO: Final = 0x0005_0000
REFUSE: Final = _ERRNO | errno.EPERM
NOT_A_TERMINAL: Final = _ERRNO | errno.ENOTTY
NOT_IMPLEMENTED: Final = _ERRNO | errno.ENOSYS

# struct seccomp_data, linux/seccomp.h; both architectures are little-endian.
_NUMBER_AT: Final = 0
_ARCHITECTURE_AT: Final = 4
_ARGUMENTS_AT: Final = 16

_X32_BIT: Final = 0x4000_0000  # __X32_SYSCALL_BIT, asm/unistd.h

# Stands where `install` writes the worker's own process id: no process id is that large
# (PID_MAX_LIMIT is 2**22), so a filter never installed right allows no signal at all.
OWN_PID: Final = 0x7E1F_5E1F

_SET_MODE_FILTER: Final = 1  # SECCOMP_SET_MODE_FILTER, linux/seccomp.h
_ALL_THREADS: Final = 1  # SECCOMP_FILTER_FLAG_TSYNC

# What Python, numpy and a CPU build of PyTorch call. Left out on purpose, among others: sendmsg and
# recvmsg (they pass descriptors), getsockopt (SO_PEERPIDFD hands out the grader), sysinfo (memory
# and load of the whole machine), mincore and fadvise64 (the shared page cache), flock, chmod (not
# covered by Landlock).
_ALLOWED: Final = """
    read write readv writev pread64 pwrite64 lseek close close_range dup dup2 dup3 pipe pipe2
    poll ppoll select pselect6 recvfrom shutdown
    open openat stat lstat fstat newfstatat statx access faccessat faccessat2 readlink readlinkat
    getdents getdents64 getcwd chdir umask
    mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 ftruncate fsync fdatasync
    mmap munmap mprotect mremap brk madvise
    rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall
    futex set_robust_list set_tid_address rseq membarrier sched_yield sched_getaffinity getcpu
    clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times getrusage
    getpid getppid gettid getpgrp getuid geteuid getgid getegid getrlimit
    getrandom uname exit exit_group
"""
ALLOWED: Final = tuple(_ALLOWED.split())

# pthread_create(3) of glibc and musl sets no other flag; linux/sched.h.
_CLONE_THREAD: Final = 0x0001_0000
_THREAD_FLAGS: Final = (
    _CLONE_THREAD
    | 0x0000_0100  # CLONE_VM
    | 0x0000_0200  # CLONE_FS
    | 0x0000_0400  # CLONE_FILES
    | 0x0000_0800  # CLONE_SIGHAND
    | 0x0004_0000  # CLONE_SYSVSEM
    | 0x0008_0000  # CLONE_SETTLS
    | 0x0010_0000  # CLONE_PARENT_SETTID
    | 0x0020_0000  # CLONE_CHILD_CLEARTID
    | 0x0040_0000  # CLONE_DETACHED, no effect, set by musl
)
_WORD: Final = 0xFFFF_FFFF

_FCNTL_COMMANDS: Final = (
    0,  # F_DUPFD
    1,  # F_GETFD
    2,  # F_SETFD
    3,  # F_GETFL
    4,  # F_SETFL
    1030,  # F_DUPFD_CLOEXEC
)  # linux/fcntl.h; no locks, leases, owners or notifications: workers could signal each other
_IOCTL_COMMANDS: Final = (
    0x5421,  # FIONBIO
    0x541B,  # FIONREAD
    0x5450,  # FIONCLEX
    0x5451,  # FIOCLEX
)  # asm-generic/ioctls.h
_PRCTL_OPTIONS: Final = (
    15,  # PR_SET_NAME
    16,  # PR_GET_NAME
    0x53564D41,  # PR_SET_VMA: names an anonymous mapping
)  # linux/prctl.h


def build_filter(architecture: Architecture) -> bytes:
    """Return the filter for `architecture`, to be given to `install`.

    Pure and slow: build it once, before any worker is forked.
    """
    program = load(_ARCHITECTURE_AT) + unless_equal(architecture.audit, give(KILL_PROCESS))
    program += load(_NUMBER_AT)
    if architecture is X86_64:
        program += when_at_least(_X32_BIT, give(KILL_PROCESS))
    for name, answer in ({name: give(ALLOW) for name in ALLOWED} | _rules()).items():
        if name in architecture.numbers:
            program += when_equal(architecture.numbers[name], answer)
    return encode(program + give(REFUSE))


def install(program: bytes) -> None:
    """Put the calling process under `program`, for good.

    The process must have set no_new_privs.

    Raises:
        OSError: the kernel refused the filter.
    """
    own_pid = struct.pack("=I", os.getpid())
    code = ctypes.create_string_buffer(program.replace(struct.pack("=I", OWN_PID), own_pid))
    # struct sock_fprog: the number of instructions, and where they are.
    description = struct.pack("HP", len(program) // 8, ctypes.addressof(code))
    straggler = syscall("seccomp", _SET_MODE_FILTER, _ALL_THREADS, description)
    if straggler:
        raise OSError(errno.EBUSY, f"seccomp: thread {straggler} cannot be put under the filter")


def _rules() -> dict[str, Block]:
    """Return the answers that depend on a call's arguments."""
    refuse, allow = give(REFUSE), give(ALLOW)
    only_self = _when_one_of(0, (OWN_PID,), allow) + refuse
    return {
        "clone": _only_threads(),
        # Its flags are behind a pointer a filter cannot follow; ENOSYS makes libc use clone.
        "clone3": give(NOT_IMPLEMENTED),
        "kill": only_self,
        "tgkill": only_self,
        "fcntl": _when_one_of(1, _FCNTL_COMMANDS, allow) + refuse,
        "ioctl": _when_one_of(1, _IOCTL_COMMANDS, allow) + give(NOT_A_TERMINAL),
        "prctl": _when_one_of(0, _PRCTL_OPTIONS, allow) + refuse,
        # Own limits (process 0), and no new value.
        "prlimit64": _when_one_of(0, (0,), _when_null(2, allow)) + refuse,
        # Only to the connected peer: no destination address.
        "sendto": _when_null(4, allow) + refuse,
    }


def _only_threads() -> Block:
    low, high = _halves(0)
    refuse, not_a_thread = give(REFUSE), _WORD & ~_THREAD_FLAGS
    return (
        load(high)
        + unless_equal(0, refuse)
        + load(low)
        + when_any_bit(not_a_thread, refuse)
        + unless_any_bit(_CLONE_THREAD, refuse)
        + give(ALLOW)
    )


def _when_one_of(argument: int, values: Sequence[int], then: Block) -> Block:
    """Compare the low half only: the kernel reads these arguments as 32-bit numbers."""
    low, _ = _halves(argument)
    block = load(low)
    for value in values:
        block += when_equal(value, then)
    return block


def _when_null(argument: int, then: Block) -> Block:
    """Compare both halves: a pointer is 64 bits wide."""
    low, high = _halves(argument)
    return load(high) + when_equal(0, load(low) + when_equal(0, then))


def _halves(argument: int) -> tuple[int, int]:
    low = _ARGUMENTS_AT + 8 * argument
    return low, low + 4
