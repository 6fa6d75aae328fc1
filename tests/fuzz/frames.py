"""Frames for tests: right ones, and headers that no encoder would write."""

from __future__ import annotations

import struct
from typing import Any

import msgspec

from grader.sandbox import wire


def frame_of(value: object) -> bytes:
    """`value` as its whole frame."""
    return b"".join(wire.encode(value))


def body_of(value: object) -> bytes:
    """`value` as `wire.decode` takes it."""
    return frame_of(value)[4:]


def body_with(header: bytes, arrays: bytes = b"") -> bytes:
    """A body with any bytes as its header."""
    return struct.pack("<I", len(header)) + header + arrays


def body_of_header(header: Any, arrays: bytes = b"") -> bytes:
    """A body whose header is any MessagePack value."""
    return body_with(msgspec.msgpack.encode(header), arrays)


def many(count: int) -> bytes:
    """Head of a MessagePack array of so many items."""
    return b"\xdd" + struct.pack(">I", count)


def bombs(size: int) -> dict[str, bytes]:
    """Headers of about `size` bytes that make a decoder allocate as much as they can."""
    half, third = size // 2, size // 3
    return {
        "empty arrays": many(size) + b"\x90" * size,
        "a list of empty arrays": many(size + 1) + b"\x00" + b"\x90" * size,
        "a list of lists": many(half + 1) + b"\x00" + b"\x91\x00" * half,
        "a list of dicts": many(half + 1) + b"\x00" + b"\x91\x02" * half,
        "maps": many(third) + b"\x81\xc0\xc0" * third,
        "empty maps": many(size) + b"\x80" * size,
        "extensions": many(third) + b"\xd4\x05\x00" * third,
        "floats": many(size // 9 + 1) + b"\x00" + (b"\xcb" + b"\x3f" * 8) * (size // 9),
        "handles": many(size // 5 + 1) + b"\x00" + b"\x94\x07\x01\xa0\x90" * (size // 5),
        "a count of four billion items": many(2**32 - 1) + b"\xc0" * size,
        "a count of four billion pairs": b"\xdf\xff\xff\xff\xff" + b"\xc0" * size,
        "a text of four gigabytes": b"\xdb\xff\xff\xff\xff" + b"a" * size,
        "bytes of four gigabytes": b"\xc6\xff\xff\xff\xff" + b"a" * size,
        "nesting": b"\x91" * size + b"\x90",
        "nested lists": b"\x92\x00" * half + b"\x91\x00",
    }
