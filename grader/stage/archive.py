"""Which kind of archive some bytes are, by what they hold and not by their name."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Final, Protocol

from grader.errors import SubmissionError
from grader.stage.entries import Entry, damaged
from grader.stage.names import shown
from grader.stage.staged import MIB, StageLimits
from grader.stage.tar_archive import is_tar, tar_entries
from grader.stage.zip_archive import SIGNATURES, zip_entries
from grader.text import say

_SUFFIXES: Final = (
    ".zip",
    ".tar",
    ".tar.gz",
    ".tgz",
    ".tar.bz2",
    ".tbz2",
    ".tar.xz",
    ".txz",
)
_UNREADABLE: Final = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "RAR",
    b"ALZ\x01": "ALZ",
    b"EGGA": "EGG",
}
_XZ_MEMORY: Final = 80 * MIB  # what xz -9, its hungriest setting, asks for to unpack


class _Decompressor(Protocol):
    """What zlib, bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


_DECOMPRESSORS: Final[dict[bytes, Callable[[], _Decompressor]]] = {
    b"\x1f\x8b": lambda: zlib.decompressobj(16 + zlib.MAX_WBITS),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\x00": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY),
}


def without_suffix(name: str) -> str:
    """The name of an archive without what tells its kind: `2023123456.tar.gz` -> `2023123456`."""
    endings = [suffix for suffix in _SUFFIXES if name.lower().endswith(suffix)]
    return name[: -max(map(len, endings))] if endings else name


def is_archive_name(name: str) -> bool:
    """A file of this name is meant to be an archive."""
    return without_suffix(name) != name


def archive_entries(data: bytes, name: str, limits: StageLimits) -> list[Entry]:
    """What the archive `data` holds. `name` is for messages only.

    Raises SubmissionError for what is no archive, or none that is read here, or a broken one.
    """
    if data.startswith(SIGNATURES):
        return zip_entries(data, limits)
    for signature, make in _DECOMPRESSORS.items():
        if data.startswith(signature):
            return tar_entries(_decompressed(data, make(), limits), limits)
    if is_tar(data):
        return tar_entries(data, limits)
    for signature, kind in _UNREADABLE.items():
        if data.startswith(signature):
            raise SubmissionError(
                say(
                    "{name} is a {kind} archive, which is not read here."
                    " Hand in a folder, a .zip or a .tar.gz file.",
                    name=shown(name),
                    kind=kind,
                )
            )
    raise SubmissionError(
        say(
            "{name} is neither a folder nor an archive that is read here."
            " Hand in a folder, a .zip or a .tar.gz file.",
            name=shown(name),
        )
    )


def _decompressed(data: bytes, decompressor: _Decompressor, limits: StageLimits) -> bytes:
    most_bytes = min(limits.total_bytes, max(MIB, limits.ratio * len(data)))
    try:
        content = decompressor.decompress(data, most_bytes + 1)
    except (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError):
        raise damaged(say("it cannot be unpacked")) from None
    if len(content) > most_bytes:
        raise SubmissionError(
            say(
                "The archive grows too much when it is unpacked:"
                " more than {expected} MiB. Leave out data sets.",
                expected=most_bytes // MIB,
            )
        )
    if not decompressor.eof:
        raise damaged(say("it is cut short"))
    if decompressor.unused_data:
        raise damaged(say("there are bytes after its end"))
    return content
