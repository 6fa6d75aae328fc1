"""Tar archives, walked header by header in memory.

`tarfile` decodes single headers; the walk is our own, because `tarfile` takes a broken
header for the end of the archive and follows chains of extended headers by recursion.
Layouts are those of POSIX.1-2017 "pax Interchange Format" and of GNU tar.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from grader.errors import SubmissionError
from grader.stage.entries import Entry, damaged, not_a_file, too_large, too_many
from grader.stage.names import decoded, member_path, shown
from grader.stage.staged import MIB, StageLimits
from grader.text import say

BLOCK: Final = tarfile.BLOCKSIZE
_EXTENDED_BYTES: Final = 4 * MIB  # of all extended headers; they are parsed record by record
_FILES: Final = frozenset(tarfile.REGULAR_TYPES) - {tarfile.GNUTYPE_SPARSE}
_WITHOUT_DATA: Final = frozenset(tarfile.SUPPORTED_TYPES) - _FILES - {tarfile.GNUTYPE_SPARSE}
_EXTENDED: Final = frozenset(
    {
        tarfile.XHDTYPE,
        tarfile.SOLARIS_XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_LONGLINK,
    }
)


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
    """What extended headers say about members, by POSIX keyword."""

    everywhere: dict[str, bytes] = field(default_factory=dict)
    following: dict[str, bytes] = field(default_factory=dict)  # the next member only
    bytes_read: int = 0

    def add(self, kind: bytes, content: bytes) -> None:
        self.bytes_read += len(content)
        if self.bytes_read > _EXTENDED_BYTES:
            raise _wrong_header()
        if kind == tarfile.GNUTYPE_LONGNAME:
            self.following["path"] = content.partition(b"\0")[0]
        elif kind == tarfile.XGLTYPE:
            self.everywhere |= _records(content)
        elif kind != tarfile.GNUTYPE_LONGLINK:
            self.following |= _records(content)

    def take(self) -> dict[str, bytes]:
        """What holds for the member at hand."""
        fields = self.everywhere | self.following
        self.following = {}
        return fields


def is_tar(data: bytes) -> bool:
    """`data` begins with the header of a tar archive, or is an empty one."""
    return len(data) >= BLOCK and (not any(data[:BLOCK]) or _header(data, 0) is not None)


def tar_entries(data: bytes, limits: StageLimits) -> list[Entry]:
    """What the archive `data` holds; raises SubmissionError where it is broken or a trick."""
    entries = []
    for member in _members(data):
        if len(entries) == limits.entries:
            raise too_many(limits)
        path = member_path(member.name, limits)
        entries.append(Entry(path, None if member.is_folder else partial(_read, data, member)))
    return [entry for entry in entries if entry.path]


def _members(data: bytes) -> Iterator[_Member]:
    extended = _Extended()
    position = 0
    while True:
        header = _header(data, position)
        if header is None:
            _require_end(data, position)
            return
        start = position + BLOCK
        if header.type in _EXTENDED:
            content = _content(data, start, header.size)
            extended.add(header.type, content)
            position = start + _padded(header.size)
            continue
        member = _member(header, extended.take(), start)
        position = start
        if member.type not in _WITHOUT_DATA:
            _content(data, start, member.size)
            position += _padded(member.size)
        yield member


def _header(data: bytes, position: int) -> tarfile.TarInfo | None:
    """The header at `position`; None where the blocks of the end are."""
    try:
        return tarfile.TarInfo.frombuf(
            data[position : position + BLOCK], "utf-8", "surrogateescape"
        )
    except tarfile.TarError:
        return None
