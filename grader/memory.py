"""How the trusted process gives memory back."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of mallopt(3)
# Blocks beyond it are the system's again once they are freed. Weights and buffers of the networks
# are smaller: at glibc's own first value, 128 KiB, torch would have them mapped anew all the time.
_LARGE_BYTES: Final = 16 << 20


def limit_reserve() -> None:
    """Keep glibc from learning of large blocks to hold as much in reserve.

    Left alone it keeps up to twice the largest block that was ever freed: a submission that returns
    arrays of 30 MB would leave 60 MB behind.
    """
    if libc := _glibc():
        libc.mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
        libc.mallopt(_TRIM_THRESHOLD, _LARGE_BYTES)


def give_back() -> None:
    """Let what is free below go back to the system as well: it is in pieces, and may stay so."""
    if libc := _glibc():
        libc.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    return libc if hasattr(libc, "mallopt") and hasattr(libc, "malloc_trim") else None
