"""Counting what a header holds, before there is an object for any of it."""

from __future__ import annotations

from typing import Final

MAX_VALUES: Final = 1 << 14  # in a header; a byte of it can become eighty in memory
# First byte of a MessagePack value: bytes before what it contains, how many of them say a length.
_SIZES: Final = {
    **dict.fromkeys((0xC0, 0xC2, 0xC3), (1, 0)),  # None, False, True
    0xC4: (2, 1),
    0xC5: (3, 2),
    0xC6: (5, 4),  # bytes
    0xCA: (5, 0),
    0xCB: (9, 0),  # floats
    0xCC: (2, 0),
    0xCD: (3, 0),
    0xCE: (5, 0),
    0xCF: (9, 0),  # integers
    0xD0: (2, 0),
    0xD1: (3, 0),
    0xD2: (5, 0),
    0xD3: (9, 0),
    0xD9: (2, 1),
    0xDA: (3, 2),
    0xDB: (5, 4),  # texts
    0xDC: (3, 0),
    0xDD: (5, 0),
    0xDE: (3, 0),
    0xDF: (5, 0),  # lists and maps
}


class WireError(ValueError):
    """A value that may not cross, or bytes that are no frame."""


def require_few(header: memoryview) -> None:
    """Count the values of a header before there is an object for any of them."""
    if len(header) <= MAX_VALUES:  # each has a byte at least
        return
    position = 0
    for _ in range(MAX_VALUES):
        position += size_at(header, position)
        if position >= len(header):
            return
    raise too_many()


def too_many() -> WireError:
    """What is said of them."""
    return WireError(f"more than {MAX_VALUES} values in one message")


def size_at(header: memoryview, position: int) -> int:
    """Bytes of the value that begins there, without those that it contains."""
    first = header[position]
    if first < 0xA0 or first >= 0xE0:  # a small number, a short list or map
        return 1
    if first < 0xC0:  # a short text
        return 1 + (first & 0x1F)
    if first not in _SIZES:
        raise WireError("no such value")
    size, length_bytes = _SIZES[first]
    return size + int.from_bytes(header[position + 1 : position + 1 + length_bytes], "big")
