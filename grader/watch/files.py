"""The submission on disk, looked at again and again.

Polling, because it works everywhere: on network folders, for editors that write a new file
and rename it, for files that are deleted and come back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from grader.errors import SubmissionError
from grader.stage import Allowed, StagedSubmission, StageLimits, stage
from grader.stage.folder import folder_entries
from grader.stage.names import match
from grader.stage.notebook import is_notebook

_QUIET_S: Final = 0.03
_WRITING_S: Final = 0.02  # between two looks at files that have just changed
_REREAD_S: Final = 2.0  # some file systems count time in steps of two seconds

_Stamp = tuple[object, ...]


class SubmittedFiles:
    """Gives each version once, when it has stopped changing."""

    def __init__(
        self, path: Path, allowed: Allowed, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Raises `SubmissionError` where there is nothing to watch."""
        self._path = path
        self._allowed = allowed
        self._clock = clock
        self._staged_as = self._last = self._stamps()
        self._lost = False
        self.current = stage(path, allowed)
        self._reread_at_s = clock() + _REREAD_S

    @property
    def pause_s(self) -> float:
        """How long to wait before the next look."""
        return _QUIET_S if self._last == self._staged_as else _WRITING_S

    def look(self) -> StagedSubmission | SubmissionError | None:
        """A new version, or why there is none now; None while all is as it was.

        A version that comes back after an error is given again, even if it is an old one.
        """
        before, self._last = self._last, self._stamps()
        if self._last != before:
            return None
        if self._last == self._staged_as and self._clock() < self._reread_at_s:
            return None
        self._staged_as = self._last
        self._reread_at_s = self._clock() + _REREAD_S
        return self._read()

    def _read(self) -> StagedSubmission | SubmissionError | None:
        was_lost = self._lost
        try:
            staged = stage(self._path, self._allowed)
        except SubmissionError as error:
            self._lost = True
            return None if was_lost else error
        self._lost = False
        if staged.sha256 == self.current.sha256 and not was_lost:
            return None
        self.current = staged
        return staged

    def _stamps(self) -> _Stamp:
        """What becomes another when a file is written, replaced or deleted."""
        try:
            return tuple(map(_stamp, self._files()))
        except (OSError, SubmissionError) as error:
            return (type(error),)

    def _files(self) -> list[Path]:
        if not self._path.is_dir():
            return [self._path]
        return [
            self._path.joinpath(*entry.path)
            for entry in folder_entries(self._path, self._allowed, StageLimits())
            if not entry.is_folder and (match(entry.name, self._allowed) or is_notebook(entry.name))
        ]


def changed_files(before: StagedSubmission, after: StagedSubmission) -> frozenset[str]:
    """Names of the files that checks see differently."""
    old, new = _contents(before), _contents(after)
    return frozenset(name for name in {*old, *new} if old.get(name) != new.get(name))


def _contents(staged: StagedSubmission) -> Mapping[str, object]:
    refused = {file.name: file.reason for file in staged.refused}
    return {**staged.sources, **staged.attachments, **refused}


def _stamp(path: Path) -> _Stamp:
    facts = path.stat()
    return str(path), facts.st_mtime_ns, facts.st_size, facts.st_ino
