"""Tar archives, walked header by header in memory.

`tarfile` decodes single headers; the walk is our own, because `tarfile` takes a broken
header for the end of the archive and follows chains of extended headers by recursion.
Layouts are those of POSIX.1-2017, "pax Interchange Format", and of GNU tar.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from grader.errors import SubmissionError
from grader.stage.entries import Entry, damaged, not_a_file, too_large, too_many
from grader.stage.names import decoded, member_path
from grader.stage.staged import MIB, StageLimits
from grader.text import say

_BLOCK: Final = tarfile.BLOCKSIZE
_FILES: Final = frozenset({tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE})
_WITHOUT_BYTES: Final = frozenset(
    {
        tarfile.LNKTYPE,
        tarfile.SYMTYPE,
        tarfile.CHRTYPE,
        tarfile.BLKTYPE,
        tarfile.DIRTYPE,
        tarfile.FIFOTYPE,
    }
)
_PAX: Final = frozenset({tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE})
_EXTENDED: Final = _PAX | {
    tarfile.XGLTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
}
_EXTENDED_BYTES: Final = 4 * MIB  # of all extended headers; every record costs time
_RECORD: Final = re.compile(rb"(\d{1,9}) ([^=]+)=")
_SPARSE: Final = b"GNU.sparse."


@dataclass(frozen=True)
class _Member:
    """One file, folder, link or device."""

    name: str
    type: bytes
    start: int  # of its bytes
    size: int  # bytes

    @property
    def is_folder(self) -> bool:
        return self.type == tarfile.DIRTYPE or self.name.endswith("/")


@dataclass
class _Extended:
    """What extended headers say, by POSIX keyword."""

    everywhere: dict[bytes, bytes] = field(default_factory=dict)
    following: dict[bytes, bytes] = field(default_factory=dict)  # of the next member only
    read_bytes: int = 0

    def add(self, kind: bytes, content: bytes) -> None:
        """Remember one extended header."""
        self.read_bytes += len(content)
        if self.read_bytes > _EXTENDED_BYTES:
            raise _wrong_header()
        if kind == tarfile.GNUTYPE_LONGNAME:
            self.following[b"path"] = content.partition(b"\0")[0]
        elif kind == tarfile.XGLTYPE:
            self.everywhere |= _records(content)
        elif kind in _PAX:
            self.following |= _records(content)

    def take(self) -> dict[bytes, bytes]:
        """What holds for the member at hand, once."""
        fields = self.everywhere | self.following
        self.following = {}
        return fields


def is_tar(data: bytes) -> bool:
    """`data` begins with the header of a tar archive, or is the end of an empty one."""
    try:
        _header(data, 0)
    except SubmissionError:
        return False
    return True


def tar_entries(data: bytes, limits: StageLimits) -> list[Entry]:
    """What the archive `data` holds; raises SubmissionError where it is broken or a trick."""
    entries: list[Entry] = []
    for member in _members(data):
        if len(entries) == limits.entries:
            raise too_many(limits)
        path = member_path(member.name, limits)
        read = partial(_read, data, member)
        entries.append(Entry(path) if member.is_folder else Entry(path, read))
    return [entry for entry in entries if entry.path]


def _members(data: bytes) -> Iterator[_Member]:
    extended = _Extended()
    position = 0
    while (header := _header(data, position)) is not None:
        start = position + _BLOCK
        if header.type in _EXTENDED:
            size = _inside(data, start, header.size)
            extended.add(header.type, data[start : start + size])
        else:
            member = _member(data, header, extended.take(), start)
            size = member.size
            yield member
        position = start + -(-size // _BLOCK) * _BLOCK
    if data.count(0, position) != len(data) - position:
        raise damaged(say("there are bytes after its end"))


def _header(data: bytes, position: int) -> tarfile.TarInfo | None:
    """The header at `position`, or None for the block of zeros that ends an archive."""
    block = data[position : position + _BLOCK]
    if len(block) < _BLOCK:
        raise damaged(say("it is cut short"))
    if not any(block):
        return None
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        raise _wrong_header() from None


def _member(
    data: bytes, header: tarfile.TarInfo, fields: dict[bytes, bytes], start: int
) -> _Member:
    raw_name = fields.get(b"path") or header.name.encode("utf-8", "surrogateescape")
    kind = header.type
    if kind == tarfile.GNUTYPE_SPARSE or any(key.startswith(_SPARSE) for key in fields):
        raise not_a_file(decoded(raw_name))
    size = header.size
    if b"size" in fields:
        size = _number(fields[b"size"])
    if kind in _WITHOUT_BYTES:
        size = 0
    return _Member(decoded(raw_name), kind, start, _inside(data, start, size))


def _read(data: bytes, member: _Member, limit_bytes: int) -> bytes:
    if member.type not in _FILES:
        raise not_a_file(member.name)
    if member.size > limit_bytes:
        raise too_large(limit_bytes)
    return data[member.start : member.start + member.size]


def _records(content: bytes) -> dict[bytes, bytes]:
    r"""Pax records, `LENGTH KEYWORD=VALUE\n` each, LENGTH counting all of it."""
    fields = {}
    position = 0
    while position < len(content):
        record = _RECORD.match(content, position)
        if record is None:
            raise _wrong_header()
        end = position + int(record[1])
        if not record.end() < end <= len(content) or content[end - 1] != ord("\n"):
            raise _wrong_header()
        if record[2] in (b"path", b"size") or record[2].startswith(_SPARSE):
            fields[record[2]] = content[record.end() : end - 1]
        position = end
    return fields


def _number(value: bytes) -> int:
    if not re.fullmatch(rb"\d{1,18}", value):
        raise _wrong_header()
    return int(value)


def _inside(data: bytes, start: int, size: int) -> int:
    """`size`, once it is known that so many bytes are there."""
    if size < 0:
        raise _wrong_header()
    if start + size > len(data):
        raise damaged(say("it is cut short"))
    return size


def _wrong_header() -> SubmissionError:
    return damaged(say("one of its headers is wrong"))
