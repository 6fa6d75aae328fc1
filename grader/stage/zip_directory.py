"""The list of members at the end of a zip archive, read strictly.

The standard library's reader forgives what a grader must not: bytes before the first member,
between members or after the end, counts and headers that disagree. Such an archive shows
one thing to this program and another to the person who unpacks it. Layouts are those of
PKWARE's APPNOTE.TXT 6.3, whose sections are named at each one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from grader.errors import SubmissionError
from grader.stage.entries import damaged, too_many
from grader.stage.names import decoded
from grader.stage.staged import StageLimits
from grader.text import say

LOCAL: Final = struct.Struct("<4s5H3L2H")  # 4.3.7, stands before each member's bytes
LOCAL_SIGNATURE: Final = b"PK\x03\x04"
END_SIGNATURE: Final = b"PK\x05\x06"
ELSEWHERE: Final = 0xFFFFFFFF  # the number itself is in a zip64 field, 4.5.3

_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")  # 4.3.12, one member in the directory
_CENTRAL_SIGNATURE: Final = b"PK\x01\x02"
_END: Final = struct.Struct("<4s4H2LH")  # 4.3.16, where the directory is
_ELSEWHERE_COUNT: Final = 0xFFFF
_ZIP64_SIGNATURE: Final = b"PK\x06\x07"  # 4.3.15, before the end where zip64 is used
_ZIP64_LOCATOR_BYTES: Final = 20
_DESCRIPTOR_BYTES: Final = 24  # the sizes after a member, at the longest, 4.3.9
_END_BYTES: Final = _END.size + 0xFFFF  # the end with the longest comment, 4.4.12


class Bytes(Protocol):
    """The bytes of an archive: in memory, or in a file of which only parts are read."""

    def __len__(self) -> int: ...
    def __getitem__(self, where: slice, /) -> bytes: ...


@dataclass(frozen=True)
class Member:
    """One header of the directory."""

    raw_name: bytes
    flags: int  # 4.4.4
    method: int  # 4.4.5
    crc: int
    packed: int  # bytes
    size: int  # bytes when unpacked
    mode: int  # Unix file type and permissions; 0 where the packing system has none
    offset: int  # of its local header

    @property
    def name(self) -> str:
        """The path in the archive."""
        return decoded(self.raw_name)


def read_directory(data: Bytes, limits: StageLimits) -> list[Member]:
    """The members of the archive `data`.

    Raises SubmissionError unless the whole archive is members one after another, then their
    directory, then its end.
    """
    start, end, count = _find(data)
    if count > limits.entries:
        raise too_many(limits)
    members = list(_members(data[start:end]))
    if len(members) != count:
        raise _wrong_list()
    _require_nothing_between(data, members, start)
    return members


def _find(data: Bytes) -> tuple[int, int, int]:
    """Where the directory starts and ends, and how many members it has."""
    tail = data[max(len(data) - _END_BYTES, 0) :]
    in_tail = tail.rfind(END_SIGNATURE)
    if in_tail < 0 or in_tail + _END.size > len(tail):
        raise damaged(say("it is cut short"))
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(tail, in_tail)
    end = len(data) - len(tail) + in_tail
    locator = data[max(end - _ZIP64_LOCATOR_BYTES, 0) : end]
    if count == _ELSEWHERE_COUNT or ELSEWHERE in (size, start) or locator[:4] == _ZIP64_SIGNATURE:
        raise _zip64()
    if end + _END.size + comment != len(data):
        raise damaged(say("there are bytes after its end"))
    if disk or first_disk or here != count or start + size != end:
        raise _wrong_list()
    return start, end, count


def _members(directory: bytes) -> Iterator[Member]:
    position = 0
    while position < len(directory):
        member, position = _member(directory, position)
        yield member


def _member(directory: bytes, position: int) -> tuple[Member, int]:
    """The member whose header is at `position`, and where the next one's is."""
    name_at = position + _CENTRAL.size
    if name_at > len(directory):
        raise _wrong_list()
    header = _CENTRAL.unpack_from(directory, position)
    (signature, _, _, flags, method, _, _, crc, packed, size) = header[:10]
    (name_length, extra_length, comment_length, _, _, attributes, offset) = header[10:]
    following = name_at + name_length + extra_length + comment_length
    if signature != _CENTRAL_SIGNATURE or following > len(directory):
        raise _wrong_list()
    if ELSEWHERE in (packed, size, offset):
        raise _zip64()
    raw_name = directory[name_at : name_at + name_length]
    mode = attributes >> 16
    return Member(raw_name, flags, method, crc, packed, size, mode, offset), following


def _require_nothing_between(data: Bytes, members: list[Member], directory: int) -> None:
    """No room for a second archive before, between or after the members."""
    position = room = 0
    for member in sorted(members, key=lambda member: member.offset):
        _require_gap(member.offset - position, room)
        position = _end(data, member, directory)
        room = _DESCRIPTOR_BYTES
    _require_gap(directory - position, room)


def _require_gap(gap: int, room: int) -> None:
    if gap < 0:
        raise damaged(say("two of its members overlap"))
    if gap > room:
        raise damaged(say("it holds bytes that belong to no member"))


def _end(data: Bytes, member: Member, directory: int) -> int:
    """Where the packed bytes of `member` end."""
    if member.offset + LOCAL.size > directory:
        raise _wrong_list()
    name_length: int
    extra_length: int
    *_, name_length, extra_length = LOCAL.unpack(data[member.offset : member.offset + LOCAL.size])
    return member.offset + LOCAL.size + name_length + extra_length + member.packed


def _wrong_list() -> SubmissionError:
    return damaged(say("its list of members is wrong"))


def _zip64() -> SubmissionError:
    return SubmissionError(
        say("The archive has the zip64 form for huge archives. Make an ordinary .zip file.")
    )
