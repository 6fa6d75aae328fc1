"""One thing handed in: where it is, whose it is, and how it is taken in."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from pathlib import Path, PurePath

import msgspec

from grader.errors import SubmissionError
from grader.roster.containers import open_container
from grader.stage import Allowed, StagedSubmission, shown, stage, stage_entries
from grader.stage.entries import Entry
from grader.stage.names import Parts, composed
from grader.text import Text, say


class Part(msgspec.Struct, frozen=True):
    """A name at the top of a folder or archive, and what it is called in the submission."""

    top: str
    file: Parts = ()  # a folder has none: what is in it counts


class Found(msgspec.Struct, frozen=True):
    """What one student handed in once."""

    student_id: str
    path: Path  # of the folder or archive that holds it, or of the thing itself
    member: str | None = None  # what it is called in there
    attempt: int = 1  # counted from 1, oldest first
    received_at: datetime | None = None  # by receipt; no clock of the submission is believed
    parts: tuple[Part, ...] = ()  # in `path`; none where `path` is the thing itself
    wrapper: str = ""  # the only folder of the archive, where the parts are in there

    def stage(self, allowed: Allowed) -> StagedSubmission:
        """Take it in, as its student's; SubmissionError says why that cannot be done."""
        if self.parts:
            return stage_entries(
                lambda: self._entries(allowed), allowed, submission_id=self.student_id
            )
        if self.path.is_symlink():
            raise SubmissionError(
                say("{path} is a link; put the folder or file itself there.", path=self.shown)
            )
        return stage(self.path, allowed, submission_id=self.student_id)

    @property
    def shown(self) -> str:
        """Its place for people, safe to show."""
        return _shown(self.path, self.wrapper, self.member)

    def _entries(self, allowed: Allowed) -> list[Entry]:
        container = open_container(self.path, self.wrapper)
        return [
            Entry(_renamed(part, entry, allowed), entry.read)
            for part in self.parts
            for entry in container.entries(part.top, allowed)
            if len(entry.path) > 1 or not entry.is_folder
        ]


def _renamed(part: Part, entry: Entry, allowed: Collection[str]) -> Parts:
    """Where an entry lies in the submission."""
    if part.file or len(entry.path) > 1:
        return (*part.file, *entry.path[1:])
    return (_meant(composed(part.top), allowed),)


def _meant(loose: str, allowed: Collection[str]) -> str:
    """The file that a loose one stands for: 2023123456_convolution.py for convolution.py."""
    suffix = PurePath(loose).suffix.lower()
    same_kind = [wanted for wanted in allowed if PurePath(wanted).suffix == suffix]
    within = [
        wanted
        for wanted in same_kind
        if re.search(rf"(?<![^\W_]){re.escape(wanted)}$", loose, re.IGNORECASE)
        or re.search(rf"^{re.escape(PurePath(wanted).stem)}(?![^\W_])", loose, re.IGNORECASE)
    ]
    if within:
        return max(within, key=len)
    return same_kind[0] if len(same_kind) == 1 else loose


class Left(msgspec.Struct, frozen=True):
    """A thing that is nobody's, or that nothing can be done with."""

    path: Path
    member: str | None
    reason: Text

    @property
    def shown(self) -> str:
        """Its place for people, safe to show."""
        return _shown(self.path, self.member)


def _shown(path: Path, *inside: str | None) -> str:
    return shown("/".join(filter(None, (path.name, *inside))))
