"""What the children of these tests try, and how they say what came of it."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import platform
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.sandbox.confine import (  # noqa: F401 - for the children to use
    Confinement,
    Limits,
    capabilities,
    confine,
    landlock,
    linux,
    namespaces,
    prepare,
    process,
    rlimits,
    seccomp,
    syscalls,
)

if TYPE_CHECKING:
    from collections.abc import Callable

CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000

# What a worker needs to import from; sys.prefix is a virtual environment's own folder.
RUNTIME = tuple(
    path
    for path in dict.fromkeys((sys.prefix, sys.base_prefix, "/usr", "/lib", "/lib64"))
    if Path(path).is_dir()
)

# Calls a worker must never make, x86_64 and aarch64: asm/unistd_64.h, asm-generic/unistd.h.
FORBIDDEN = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "sendmsg": (46, 211),
    "recvmsg": (47, 212),
    "getsockopt": (55, 209),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "kcmp": (312, 272),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_by_handle_at": (304, 265),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "userfaultfd": (323, 282),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "flock": (73, 32),
    "inotify_init1": (294, 26),
    "sysinfo": (99, 179),
    "mincore": (27, 232),
    "setuid": (105, 146),
    "capset": (126, 91),
    "personality": (135, 92),
    "sched_setaffinity": (203, 122),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "seccomp": (317, 277),
    "landlock_restrict_self": (446, 446),
}
NO_SUCH_PROCESS = 1 << 22  # PID_MAX_LIMIT: one more than the largest process id


def report(**results: Any) -> None:
    """Say what was found; the last line of a child."""
    print(json.dumps(results))


def outcome(function: Callable[..., object], *arguments: Any) -> str:
    """Return "done", or the name of the errno or of the exception."""
    try:
        function(*arguments)
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    except Exception as error:
        return type(error).__name__
    return "done"


def raw(call: str | int, *arguments: int | bytes | None) -> str:
    """Make a system call the package has no number for; return "done" or the name of the errno."""
    if isinstance(call, str):
        call = FORBIDDEN[call][platform.machine() == "aarch64"]
    function = ctypes.CDLL(None, use_errno=True).syscall
    function.restype = ctypes.c_long
    as_c = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    if function(ctypes.c_long(call), *as_c) == -1:
        return errno.errorcode[ctypes.get_errno()]
    return "done"


def status(field: str) -> str:
    """Return a field of /proc/self/status."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(line.split(":", 1)[1].strip() for line in lines if line.startswith(f"{field}:"))


def enter_user_namespace() -> None:
    """Become root in a user namespace of its own, as bubblewrap makes it."""
    uid, gid = os.getuid(), os.getgid()
    linux.syscall("unshare", CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"0 {uid} 1")
    Path("/proc/self/gid_map").write_text(f"0 {gid} 1")


def in_fork(
    function: Callable[[], object], prepare: Callable[[int], object] = lambda _: None
) -> dict[str, Any]:
    """Run `prepare(descriptor)` and `function` in a forked child; return what came of it.

    "result", or "error"; "exit_code", negative for a signal. The answer goes over `descriptor`,
    which is all that confinement leaves open.
    """
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        try:
            prepare(theirs.fileno())
            answer = {"result": function()}
        except BaseException as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        theirs.sendall(json.dumps(answer).encode())
        os._exit(0)
    theirs.close()
    with ours:
        text = b"".join(iter(lambda: ours.recv(1 << 16), b""))
    exit_code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return {**json.loads(text or "{}"), "exit_code": exit_code}


def in_confinement(plan: Confinement, function: Callable[[], object]) -> dict[str, Any]:
    """Run `function` in a forked child that has confined itself by `plan`."""
    return in_fork(function, lambda descriptor: confine(plan, prepare(plan), descriptor))


def numpy_works() -> str:
    """Do what an assignment does: linear algebra, random numbers, threads, an array on disk."""
    import threading

    import numpy as np

    rng = np.random.default_rng(0)
    matrix = rng.normal(size=(40, 40))
    assert np.allclose(np.linalg.inv(matrix) @ matrix, np.eye(40))
    assert np.linalg.svd(matrix)[1][0] > 0
    assert np.random.rand(3).shape == (3,)  # noqa: NPY002 - students use it
    found: list[float] = []
    threads = [
        threading.Thread(target=lambda: found.append(np.linalg.det(matrix))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    return "works"
