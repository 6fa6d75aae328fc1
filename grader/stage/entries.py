"""What a folder or an archive holds, whatever its form, and the ways to say no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.errors import SubmissionError
from grader.stage import names
from grader.stage.staged import MIB, StageLimits
from grader.text import Text, say


class FileRefusedError(Exception):
    """One file cannot be taken in; the rest of the submission can."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def _no_bytes(_limit_bytes: int) -> bytes:
    raise TypeError("a folder has no bytes")


@dataclass(frozen=True)
class Entry:
    """One name that was seen. Nothing of it is read before `read` is called."""

    path: names.Parts
    # the bytes, at most as many as asked for; raises FileRefusedError or SubmissionError
    read: Callable[[int], bytes] = _no_bytes

    @property
    def is_folder(self) -> bool:
        """Other entries may lie in it, and it cannot be read."""
        return self.read is _no_bytes

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path[-1]


def too_large(limit_bytes: int) -> FileRefusedError:
    """A file of more than `limit_bytes`."""
    return FileRefusedError(
        say(
            "It is larger than {limit} MiB; make it smaller.",
            limit=f"{limit_bytes / MIB:g}",
        )
    )


def too_many(limits: StageLimits) -> SubmissionError:
    """More entries than a submission may have."""
    return SubmissionError(
        say(
            "The submission has more than {expected} files and folders."
            " Leave out data sets and virtual environments.",
            expected=limits.entries,
        )
    )


def damaged(reason: Text) -> SubmissionError:
    """An archive that is broken, or built to be read in two ways."""
    return SubmissionError(
        say(
            "The archive is damaged: {reason}. Pack your files again and hand in the new archive.",
            reason=reason,
        )
    )


def not_a_file(name: str) -> SubmissionError:
    """A link, device or the like inside an archive, named as a file of the assignment."""
    return SubmissionError(
        say(
            "{name} in the archive is a link or a special file."
            " Put the file itself into the archive.",
            name=names.shown(name),
        )
    )
