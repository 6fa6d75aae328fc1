"""Folders and archives that hold what many students handed in; nothing is unpacked to disk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Final, Protocol

from grader.errors import SubmissionError
from grader.stage import StageLimits
from grader.stage.archive import archive_entries
from grader.stage.entries import Entry, too_many
from grader.stage.file_bytes import FileBytes
from grader.stage.folder import file_entry, folder_entries, read_archive, unreadable
from grader.stage.names import Parts, is_clutter, member_path, shown
from grader.stage.zip_archive import SIGNATURES, member_entry
from grader.stage.zip_directory import Member, read_directory
from grader.text import Text, say

_ONE: Final = StageLimits()  # of one student's part
# A class is larger than a submission, and of its zip only the list of members is in memory.
_CLASS: Final = StageLimits(entries=0xFFFE)  # the most that a zip without zip64 has
_KEPT: Final = 2  # archives whose lists stay in memory


@dataclass(frozen=True)
class Top:
    """One name at the top."""

    name: str
    is_folder: bool
    refusal: Text | None = None  # why nothing can be done with it


class Container(Protocol):
    """Something with names at its top."""

    def tops(self) -> Sequence[Top]:
        """All of them in order, without what systems leave behind."""

    def entries(self, top: str, allowed: Collection[str]) -> list[Entry]:
        """What one of them holds; SubmissionError where that is a trick or cannot be read."""


def open_container(path: Path, wrapper: str = "") -> Container:
    """The folder or archive at `path`, or the only folder in it; SubmissionError if unreadable."""
    try:
        status = path.stat()
    except OSError as error:
        raise unreadable(path, error) from None
    if path.is_dir():
        return Folder(path / wrapper)
    archive = _archive(path, status.st_size, status.st_mtime_ns)
    return archive.below(wrapper) if wrapper else archive


class Folder:
    """A folder on disk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def tops(self) -> Sequence[Top]:
        try:
            names = sorted(place.name for place in self._path.iterdir())
        except OSError as error:
            raise unreadable(self._path, error) from None
        return [
            Top(name, (self._path / name).is_dir()) for name in names if _is_worth_a_word((name,))
        ]

    def entries(self, top: str, allowed: Collection[str]) -> list[Entry]:
        place = self._path / top
        if place.is_symlink():
            raise SubmissionError(
                say("{path} is a link; put the folder or file itself there.", path=shown(top))
            )
        if not place.is_dir():
            return [file_entry(place)]
        inside = folder_entries(place, allowed, _ONE)
        return [Entry((top,)), *(Entry((top, *e.path), e.read) for e in inside)]


_Member = tuple[Parts, bool, Callable[[], Entry]]  # path, whether a folder, how it is looked at


class Archive:
    """An archive, as the list of its members; each is looked at when it is asked for."""

    def __init__(self, members: Iterable[_Member]) -> None:
        self._members: dict[str, list[_Member]] = defaultdict(list)
        for member in members:
            if member[0] and _is_worth_a_word(member[0]):
                self._members[member[0][0]].append(member)

    def tops(self) -> Sequence[Top]:
        return [
            Top(name, any(folder or len(path) > 1 for path, folder, _ in members), _refusal(name))
            for name, members in sorted(self._members.items())
        ]

    def entries(self, top: str, allowed: Collection[str]) -> list[Entry]:  # noqa: ARG002
        members = self._members[top]
        if len(members) > _ONE.entries:
            raise too_many(_ONE)
        found = ((path, look()) for path, _, look in members)
        return [Entry(entry.path[-len(path) :], entry.read) for path, entry in found]

    def below(self, top: str) -> Archive:
        """What lies in the folder `top`, as if it were all."""
        return Archive((path[1:], folder, look) for path, folder, look in self._members[top])


@lru_cache(maxsize=_KEPT)
def _archive(path: Path, _size: int, _changed_ns: int) -> Archive:
    """A zip is read piece by piece, whatever its size; any other archive as a whole."""
    data = FileBytes(path)
    if data[:4].startswith(SIGNATURES):
        return Archive(
            (_parts(member.name), _is_folder(member), partial(member_entry, data, member, _ONE))
            for member in read_directory(data, _CLASS)
        )
    entries = archive_entries(read_archive(path, _ONE), path.name, _ONE)
    return Archive((entry.path, entry.is_folder, partial(_itself, entry)) for entry in entries)


def _itself(entry: Entry) -> Entry:
    return entry


def _is_folder(member: Member) -> bool:
    return member.name.endswith("/")


def _parts(name: str) -> Parts:
    """The path as it is spelled; what is unsafe in it stays, to be refused by name."""
    if name.startswith("/"):
        return (name,)
    return tuple(part for part in name.split("/") if part not in ("", "."))


def _refusal(top: str) -> Text | None:
    try:
        member_path(top, _ONE)
    except SubmissionError as refused:
        return refused.message
    return None


def _is_worth_a_word(path: Parts) -> bool:
    """What begins with two dots is no hidden file: a step out of the folder, or somebody's name."""
    return not is_clutter(path) or any(part.startswith("..") for part in path)
