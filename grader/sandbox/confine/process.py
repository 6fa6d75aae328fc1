"""What a forked worker sheds of its parent: descriptors, session, signals, privileges.

Sources: close_range(2), prctl(2), linux/prctl.h.
"""

from __future__ import annotations

import errno
import os
import signal
from typing import Final

from .linux import syscall

NULL_DEVICE: Final = "/dev/null"
_STANDARD_STREAMS: Final = (0, 1, 2)
_LAST_DESCRIPTOR: Final = 0xFFFF_FFFF

_SET_PDEATHSIG: Final = 1  # PR_SET_PDEATHSIG
_SET_DUMPABLE: Final = 4  # PR_SET_DUMPABLE
_SET_NO_NEW_PRIVS: Final = 38  # PR_SET_NO_NEW_PRIVS

# SIGKILL and SIGSTOP cannot be handled, and Python itself runs with the other two ignored, so that
# a broken pipe or a file over its limit is an exception and not a sudden end.
_LEFT_ALONE: Final = ("SIGKILL", "SIGSTOP", "SIGPIPE", "SIGXFSZ")
_RESET: Final = tuple(
    number
    for number in signal.valid_signals()
    if not isinstance(number, signal.Signals) or number.name not in _LEFT_ALONE
)


def keep_only(descriptor: int) -> None:
    """Close every descriptor but `descriptor`; the standard streams become /dev/null.

    `descriptor` keeps its number, so a socket object made on it beforehand stays good.

    Raises:
        OSError: `descriptor` is a standard stream, or the kernel is older than 5.9.
    """
    if descriptor in _STANDARD_STREAMS:
        raise OSError(errno.EBADF, f"got descriptor {descriptor}, expected 3 or more")
    null = os.open(NULL_DEVICE, os.O_RDWR)
    for stream in _STANDARD_STREAMS:
        os.dup2(null, stream)
    first = len(_STANDARD_STREAMS)
    if descriptor > first:
        syscall("close_range", first, descriptor - 1, 0)
    syscall("close_range", descriptor + 1, _LAST_DESCRIPTOR, 0)


def start_session() -> None:
    """Leave the terminal, the process group, the working directory and the file mode mask."""
    os.setsid()
    os.chdir("/")
    os.umask(0o077)


def reset_signals() -> None:
    """Give every signal its default effect, and block none."""
    for number in _RESET:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def forbid_new_privileges() -> None:
    """Make set-user-ID programs powerless; seccomp and Landlock ask for it."""
    syscall("prctl", _SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def die_with_parent() -> None:
    """Ask for SIGKILL when the zygote ends. A later change of user id would undo it."""
    syscall("prctl", _SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def hide_memory() -> None:
    """Refuse ptrace, core files and /proc/PID of this process to others of the same user."""
    syscall("prctl", _SET_DUMPABLE, 0, 0, 0, 0)
