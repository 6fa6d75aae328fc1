"""One door to the Linux kernel: a system call by name, through the C library.

Nothing of Linux is touched before the first call, so the package imports on every platform.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from . import syscalls

if TYPE_CHECKING:
    from collections.abc import Callable


Buffer = ctypes.Array[ctypes.c_char]
Argument = int | bytes | Buffer | None


def buffer(size: int) -> Buffer:
    """Return `size` zero bytes for the kernel to write into."""
    return ctypes.create_string_buffer(size)


def require() -> None:
    """Make sure system calls can be made at all.

    Raises:
        OSError: this is no Linux, or an architecture without a system call table.
    """
    _function()
    syscalls.running()


def syscall(name: str, *arguments: Argument) -> int:
    """Make the system call `name` and return its result.

    An int is passed as a C long, bytes and buffers as a pointer to them, None as NULL.

    Raises:
        OSError: the kernel refused, or this is no Linux with a known system call table.
    """
    function = _function()
    number = syscalls.number(name)
    # errno keeps the value of some earlier failure, so only -1 says that this call failed.
    result = function(ctypes.c_long(number), *map(_as_c, arguments))
    if result == -1:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return result


def _as_c(argument: Argument) -> ctypes.c_long | bytes | Buffer | None:
    # ctypes passes a bare int as a C int, which would leave half of the register undefined.
    return ctypes.c_long(argument) if isinstance(argument, int) else argument


@cache
def _function() -> Callable[..., int]:
    if sys.platform != "linux":
        raise OSError(
            errno.ENOSYS, f"confinement needs Linux: got platform {sys.platform}, expected linux"
        )
    function = ctypes.CDLL(None, use_errno=True).syscall
    function.restype = ctypes.c_long
    return function
