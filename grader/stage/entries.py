"""What a folder or an archive holds, whatever its form, and the ways to say no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.errors import SubmissionError
from grader.stage import names
from grader.stage.staged import MIB, StageLimits
from grader.text import Text, say


class FileRefused(Exception):
    """One file cannot be taken in; the rest of the submission can."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True)
class Entry:
    """One name that was seen. Nothing of it is read before `read` is called."""

    path: names.Path
    # the bytes, at most as many as asked for; raises FileRefused or SubmissionError.
    # None for a folder
    read: Callable[[int], bytes] | None = None

    @property
    def is_folder(self) -> bool:
        """Other entries may lie in it."""
        return self.read is None

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path[-1]


def too_large(limit_bytes: int) -> FileRefused:
    """A file of more than `limit_bytes`."""
    return FileRefused(
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
