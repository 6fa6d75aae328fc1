"""Folders and single files on disk, read without following a link below the start."""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from grader.errors import SubmissionError
from grader.stage import names
from grader.stage.entries import Entry, FileRefusedError, too_large, too_many
from grader.stage.staged import MIB, StageLimits
from grader.text import Text, say

_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)  # Windows lacks most of these flags
# O_NONBLOCK: opening a pipe must not wait for its writer
_FILE: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FOLDER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_HOLDS_FOLDERS = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
_NOT_OPENED: Final = (errno.ELOOP, errno.EMLINK, errno.ENXIO)  # by a link or a socket


def require_there(path: Path) -> None:
    """Raises SubmissionError when there is nothing at `path`, or nothing that may be seen."""
    try:
        path.stat()
    except OSError as error:
        raise unreadable(path, error) from None


def folder_entries(root: Path, allowed: Collection[str], limits: StageLimits) -> list[Entry]:
    """What lies in `root`; below its top only when the top holds no `allowed` file.

    Raises SubmissionError past the limits, or when `root` itself cannot be listed.
    """
    walk = _Walk(root, limits)
    try:
        top = walk.listed(())
    except OSError as error:
        raise unreadable(root, error) from None
    if any(names.match(entry.name, allowed) for entry in top if not entry.is_folder):
        return top
    return walk.below(top)


def file_entry(path: Path) -> Entry:
    """The single file at `path`."""
    return Entry((path.name,), partial(_read, path.parent, (path.name,)))


def read_archive(path: Path, limits: StageLimits) -> bytes:
    """The bytes of the file at `path`; raises SubmissionError when it cannot be read whole."""
    try:
        data = _bytes(os.open(path, _FILE), limits.total_bytes + 1)
    except OSError as error:
        raise unreadable(path, error) from None
    if data is None:
        raise SubmissionError(
            say("{path} is neither a file nor a folder.", path=names.shown(str(path)))
        )
    if len(data) > limits.total_bytes:
        raise SubmissionError(
            say(
                "The archive is larger than {expected} MiB. Leave out data sets.",
                expected=f"{limits.total_bytes / MIB:g}",
            )
        )
    return data


class _Walk:
    """Lists folders below `root`, at most `limits.entries` names in all."""

    def __init__(self, root: Path, limits: StageLimits) -> None:
        self._root = root
        self._limits = limits
        self._seen = 0

    def listed(self, path: names.Parts) -> list[Entry]:
        """What lies directly in root/path, in order of the names, without clutter."""
        entries: list[Entry] = []
        with _opened(self._root, path) as folder, os.scandir(folder) as items:
            for item in items:
                self._seen += 1
                if self._seen > self._limits.entries:
                    raise too_many(self._limits)
                if not names.is_clutter((item.name,)):
                    entries.append(self._entry(path, item))
        return sorted(entries, key=lambda entry: entry.path)

    def below(self, top: list[Entry]) -> list[Entry]:
        """`top` and all that lies below it, level by level."""
        found: list[Entry] = []
        waiting = deque(top)
        while waiting:
            entry = waiting.popleft()
            names.require_short(entry.path, self._limits)
            found.append(entry)
            if entry.is_folder:
                waiting += self._listed_if_allowed(entry.path)
        return found

    def _listed_if_allowed(self, path: names.Parts) -> list[Entry]:
        try:
            return self.listed(path)
        except OSError:
            return []  # its own name stays among the ignored ones

    def _entry(self, path: names.Parts, item: os.DirEntry[str]) -> Entry:
        path = (*path, item.name)
        if item.is_dir(follow_symlinks=False):
            return Entry(path)
        return Entry(path, partial(_read, self._root, path))


@contextmanager
def _opened(root: Path, path: names.Parts) -> Iterator[int | str]:
    """The folder root/path, as `os.scandir` takes it.

    It is reached one name at a time from folders that are held open, so nobody can put a
    link in the way. Where the system cannot hold folders, it is a path.
    """
    if not _HOLDS_FOLDERS:
        yield str(root.joinpath(*path))
        return
    folder = os.open(root, _FOLDER)
    try:
        for name in path:
            below = os.open(name, _FOLDER | _NO_LINK, dir_fd=folder)
            os.close(folder)
            folder = below
        yield folder
    finally:
        os.close(folder)


def _read(root: Path, path: names.Parts, limit_bytes: int) -> bytes:
    try:
        with _opened(root, path[:-1]) as folder:
            data = _bytes(_opened_file(folder, path[-1]), limit_bytes + 1)
    except OSError as error:
        raise FileRefusedError(_reason(error)) from None
    if data is None:
        raise FileRefusedError(_not_a_file())
    if len(data) > limit_bytes:
        raise too_large(limit_bytes)
    return data


def _opened_file(folder: int | str, name: str) -> int:
    if isinstance(folder, int):
        return os.open(name, _FILE | _NO_LINK, dir_fd=folder)
    place = Path(folder, name)
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return os.open(place, _FILE)


def _bytes(descriptor: int, most: int) -> bytes | None:
    """At most so many bytes of an open file, which is closed; None if it is no plain file."""
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(descriptor)


def _reason(error: OSError) -> Text:
    if isinstance(error, PermissionError):
        return say("It may not be read; change its permissions.")
    if error.errno in _NOT_OPENED:
        return _not_a_file()
    return say("It cannot be read ({reason}).", reason=error.strerror)


def _not_a_file() -> Text:
    return say("It is a link or a special file; put the file itself there.")


def unreadable(path: Path, error: OSError) -> SubmissionError:
    """What is said of a path that the system does not let us read."""
    shown = names.shown(str(path))
    if isinstance(error, FileNotFoundError):
        return SubmissionError(say("There is nothing at {path}.", path=shown))
    return SubmissionError(
        say("{path} cannot be read ({reason}).", path=shown, reason=error.strerror)
    )
