"""A submission once it is taken in, and how much of one is read at all."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from grader.records import RefusedFile, SubmissionInfo
from grader.text import Text

# Names of the files that a submission may hold, each with those that it may import
Allowed = Mapping[str, Collection[str]]

MIB: Final = 1 << 20
_LENGTH_BYTES: Final = 8


@dataclass(frozen=True)
class StageLimits:
    """How much of a submission is read before it is sent back."""

    total_bytes: int = 64 * MIB  # of an archive, and of what it unpacks to
    source_bytes: int = MIB  # of one .py file
    attachment_bytes: int = 8 * MIB  # of one other file
    notebook_bytes: int = 32 * MIB  # of a notebook; its outputs are pictures, and are not read
    entries: int = 10_000  # files, folders and links
    depth: int = 32  # folders above a file
    name_bytes: int = 255  # of one name, in UTF-8
    ratio: int = 200  # unpacked to packed size, of whatever unpacks to more than a MiB

    def file_bytes(self, name: str) -> int:
        """The most that is read of the file `name`."""
        return self.source_bytes if is_source(name) else self.attachment_bytes


@dataclass(frozen=True)
class StagedSubmission:
    """What is graded: held in memory, so nothing that happens to the files matters any more."""

    id: str  # from the name of the folder or archive, or the caller's; never from inside
    sha256: str  # of the bytes that were handed in, see `digest`
    sources: Mapping[str, str]  # Python files by name, newlines as \n
    attachments: Mapping[str, bytes]  # the other files of the assignment by name
    ignored: tuple[str, ...]  # names that are not part of the assignment, safe to show
    refused: tuple[RefusedFile, ...]
    notes: tuple[Text, ...]  # worth a look, costs nothing

    def info(self) -> SubmissionInfo:
        """What the record keeps of it."""
        return SubmissionInfo(
            id=self.id,
            sha256=self.sha256,
            files=tuple(sorted({*self.sources, *self.attachments})),
            ignored=self.ignored,
            refused=self.refused,
            notes=self.notes,
        )


def is_source(name: str) -> bool:
    """`name` is a Python file of the assignment."""
    return PurePath(name).suffix == ".py"


def digest(contents: Mapping[str, bytes], unread: Mapping[str, Text]) -> str:
    """SHA-256 (hex) over the names and bytes of the assignment's files, in order of the names.

    The bytes are those handed in, so folder, zip and tar of the same files agree and any
    change of a file is a new version. A file that could not be read counts with its reason,
    so that it differs from a missing one. Lengths stand before names and bytes, so no
    two submissions run together.
    """
    total = hashlib.sha256()
    counted = {name: b"=" + data for name, data in contents.items()}
    counted |= {name: b"!" + reason.en.encode() for name, reason in unread.items()}
    for name, data in sorted(counted.items()):
        for part in (name.encode(), data):
            total.update(len(part).to_bytes(_LENGTH_BYTES, "big"))
            total.update(part)
    return total.hexdigest()
