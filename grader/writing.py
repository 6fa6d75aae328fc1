"""Writing a file: all of it or nothing, on the disk before it counts."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from grader.errors import GraderFault, UsageError
from grader.text import say

FOR_ALL: Final = 0o644
FOR_OWNER: Final = 0o600
_LINE_ENDS: Final = "\x85\u2028\u2029"  # JSON lets them stand in a text as they are


def write_file(
    path: Path, content: Iterable[bytes], read_back: Callable[[bytes], None] | None = None
) -> None:
    """Write pieces of `content` to `path`; what was there stays until all is on the disk.

    Each piece is read again before it counts, and `read_back` may raise if it will not do.
    `UsageError` if the file cannot be written.
    """
    with replacing(path) as temporary:
        with temporary.open("wb") as file:
            pieces = [(file.write(piece), hashlib.sha256(piece).digest()) for piece in content]
        with temporary.open("rb") as file:
            for length, sha256 in pieces:
                piece = file.read(length)
                if hashlib.sha256(piece).digest() != sha256:
                    raise GraderFault(say("{file} was not written as it should be.", file=path))
                if read_back is not None:
                    read_back(piece)


def json_line(value: object) -> bytes:
    r"""JSON on one line for every reader: some end lines at U+0085, U+2028 and U+2029 too."""
    line = msgspec.json.encode(value)
    for end in _LINE_ENDS:
        line = line.replace(end.encode(), b"\\u%04x" % ord(end))
    return line + b"\n"


@contextmanager
def replacing(
    path: Path, mode: int = FOR_ALL, put: Callable[[Path, Path], None] = os.replace
) -> Iterator[Path]:
    """A new file beside `path` to be filled; then it is put there, whole.

    With `put=os.link` an older file is kept instead: `UsageError`, as for all that cannot be
    written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            _sync(temporary, os.O_RDWR)
            temporary.chmod(mode)
            put(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        if os.name == "posix":  # the new name must last too; elsewhere a folder cannot be opened
            _sync(path.parent, os.O_RDONLY)
    except OSError as error:
        raise UsageError(
            say("{file} cannot be written: {error}", file=path, error=error.strerror or error)
        ) from None


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
