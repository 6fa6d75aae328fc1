"""The end of a worker's capabilities. Source: capabilities(7), linux/capability.h."""

from __future__ import annotations

import errno
import struct
from typing import Final

from .linux import buffer, syscall

_HEADER: Final = struct.pack("=Ii", 0x2008_0522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
_SETS_SIZE: Final = 24  # effective, permitted, inheritable: 32 bits each, twice
_SETPCAP: Final = 1 << 8  # CAP_SETPCAP
_LAST_CAPABILITY: Final = 63

# linux/prctl.h
_CAPBSET_DROP: Final = 24
_SET_SECUREBITS: Final = 28

# linux/securebits.h: root gets nothing by being root, and none of this can be undone.
_SECUREBITS: Final = (
    0x01 | 0x02  # SECBIT_NOROOT, locked
    | 0x04 | 0x08  # SECBIT_NO_SETUID_FIXUP, locked
    | 0x20  # SECBIT_KEEP_CAPS stays off, locked
    | 0x40 | 0x80  # SECBIT_NO_CAP_AMBIENT_RAISE, locked
)  # fmt: skip


def drop() -> None:
    """Give up every capability, for good.

    The bounding set and the secure bits are closed too where the process may (CAP_SETPCAP);
    no_new_privs keeps them from mattering where it may not.

    Raises:
        OSError: the kernel refused.
    """
    if _effective() & _SETPCAP:
        _empty_bounding_set()
        syscall("prctl", _SET_SECUREBITS, _SECUREBITS, 0, 0, 0)
    # The ambient set empties by itself: it never exceeds the permitted and inheritable sets.
    syscall("capset", _HEADER, bytes(_SETS_SIZE))


def _effective() -> int:
    sets = buffer(_SETS_SIZE)
    syscall("capget", _HEADER, sets)
    low: int = struct.unpack_from("=I", sets)[0]
    return low


def _empty_bounding_set() -> None:
    for capability in range(_LAST_CAPABILITY + 1):
        try:
            syscall("prctl", _CAPBSET_DROP, capability, 0, 0, 0)
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            return  # the kernel knows no capability of this number or above
