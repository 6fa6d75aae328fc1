"""Zip archives: members unpacked in memory, against what the headers promise."""

from __future__ import annotations

import stat
import zlib
from functools import partial
from typing import Final

from grader.errors import SubmissionError
from grader.stage.entries import Entry, damaged, not_a_file, too_large
from grader.stage.names import member_path, shown
from grader.stage.staged import MIB, StageLimits
from grader.stage.zip_directory import (
    ELSEWHERE,
    END_SIGNATURE,
    LOCAL,
    LOCAL_SIGNATURE,
    Bytes,
    Member,
    read_directory,
)
from grader.text import say

SIGNATURES: Final = (
    LOCAL_SIGNATURE,
    END_SIGNATURE,
)  # the latter begins an empty archive

_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000  # flags, APPNOTE 4.4.4
_SIZES_FOLLOW: Final = 0x8  # the local header was written before the sizes were known
_STORED: Final = 0  # methods, APPNOTE 4.4.5
_DEFLATED: Final = 8


def zip_entries(data: Bytes, limits: StageLimits) -> list[Entry]:
    """What the archive `data` holds; raises SubmissionError where it is broken or a trick."""
    entries = [member_entry(data, member, limits) for member in read_directory(data, limits)]
    return [entry for entry in entries if entry.path]


def member_entry(data: Bytes, member: Member, limits: StageLimits) -> Entry:
    """One member of the archive `data`; raises SubmissionError where it is a trick."""
    path = member_path(member.name, limits)
    if member.flags & _ENCRYPTED:
        raise SubmissionError(
            say(
                "{name} in the archive is encrypted. Pack your files without a password.",
                name=shown(member.name),
            )
        )
    _require_growth(member, limits)
    return Entry(path) if member.name.endswith("/") else Entry(path, partial(_read, data, member))


def _require_growth(member: Member, limits: StageLimits) -> None:
    ratio = member.size // max(member.packed, 1)
    if member.size > MIB and ratio > limits.ratio:
        raise SubmissionError(
            say(
                "{name} grows too much when it is unpacked:"
                " got {got} times its size, expected at most {expected} times.",
                name=shown(member.name),
                got=ratio,
                expected=limits.ratio,
            )
        )


def _read(data: Bytes, member: Member, limit_bytes: int) -> bytes:
    if stat.S_IFMT(member.mode) not in (0, stat.S_IFREG):
        raise not_a_file(member.name)
    if max(member.size, member.packed) > limit_bytes:
        raise too_large(limit_bytes)
    content = _unpacked(_packed(data, member), member)
    if len(content) != member.size:
        raise damaged(
            say(
                "the size of {name} in bytes is wrong (got {got}, expected {expected})",
                name=shown(member.name),
                got=len(content),
                expected=member.size,
            )
        )
    if zlib.crc32(content) != member.crc:
        raise damaged(say("{name} does not match its checksum", name=shown(member.name)))
    return content


def _packed(data: Bytes, member: Member) -> bytes:
    """The member's bytes as they are stored, after a header that agrees with the directory."""
    header = LOCAL.unpack(data[member.offset : member.offset + LOCAL.size])
    signature, _, flags, method, _, _, *sums, name_length, extra_length = header
    name_at = member.offset + LOCAL.size
    raw_name = data[name_at : name_at + name_length]
    agrees = (
        (signature, raw_name, method) == (LOCAL_SIGNATURE, member.raw_name, member.method)
        and not (flags ^ member.flags) & (_ENCRYPTED | _SIZES_FOLLOW)
        and (flags & _SIZES_FOLLOW or _same_sums(sums, member))
    )
    if not agrees:
        raise damaged(say("the two headers of {name} disagree", name=shown(member.name)))
    start = name_at + name_length + extra_length
    return data[start : start + member.packed]


def _same_sums(sums: list[int], member: Member) -> bool:
    crc, packed, size = sums
    return (
        crc == member.crc
        and packed in (member.packed, ELSEWHERE)
        and size in (member.size, ELSEWHERE)
    )


def _unpacked(packed: bytes, member: Member) -> bytes:
    """At most one byte more than the directory promises, so a lie costs no memory."""
    if member.method == _STORED:
        return packed
    if member.method != _DEFLATED:
        raise SubmissionError(
            say(
                "{name} is packed by a method that is not read here (got {got},"
                " expected deflate). Make an ordinary .zip file.",
                name=shown(member.name),
                got=member.method,
            )
        )
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, member.size + 1)
    except zlib.error:
        raise damaged(say("{name} cannot be unpacked", name=shown(member.name))) from None
    if inflater.unused_data or (len(content) <= member.size and not inflater.eof):
        raise damaged(say("{name} cannot be unpacked", name=shown(member.name)))
    return content
