"""A submission taken in: read, checked, frozen and hashed. Nothing is written to disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from grader.errors import SubmissionError
from grader.records import RefusedFile
from grader.stage.archive import archive_entries, is_archive_name, without_suffix
from grader.stage.entries import Entry, FileRefusedError
from grader.stage.folder import file_entry, folder_entries, read_archive, require_there
from grader.stage.names import composed, is_clutter, match, shown
from grader.stage.notebook import is_notebook
from grader.stage.selection import Taken, take
from grader.stage.source_text import source_text
from grader.stage.staged import Allowed, StagedSubmission, StageLimits, digest, is_source
from grader.text import Text, say

Read = TypeVar("Read")

_DEFAULT_LIMITS: Final = StageLimits()
_RETRIES: Final = 2


def stage(
    path: Path,
    allowed: Allowed,
    *,
    submission_id: str | None = None,
    limits: StageLimits = _DEFAULT_LIMITS,
) -> StagedSubmission:
    """The submission at `path` (folder, zip, tar or one file), as it will be graded.

    `allowed` names the assignment's files, without folders. A file that cannot be taken in
    is listed in `refused`, and the rest is graded; raises SubmissionError where that would
    not be safe or there is nothing to grade.
    """
    require_there(path)
    identity = _identity(path, allowed, submission_id)
    return _staged(identity, _taken(path, allowed, limits))


def stage_entries(
    entries: Callable[[], Sequence[Entry]],
    allowed: Allowed,
    *,
    submission_id: str,
    limits: StageLimits = _DEFAULT_LIMITS,
) -> StagedSubmission:
    """The submission that consists of some entries of a larger folder or archive, as `stage`."""
    identity = _plain(submission_id)
    return _staged(identity, _settled(lambda: _take(entries(), allowed, limits)))


def _staged(identity: str, taken: Taken) -> StagedSubmission:
    sources, refused, notes = _sources(taken)
    refused |= taken.unread
    return StagedSubmission(
        id=identity,
        sha256=digest(taken.contents, taken.unread),
        sources=MappingProxyType(sources),
        attachments=MappingProxyType(
            {name: data for name, data in taken.contents.items() if not is_source(name)}
        ),
        ignored=taken.ignored,
        refused=tuple(RefusedFile(name, refused[name]) for name in sorted(refused)),
        notes=(*taken.notes, *notes),
    )


def _taken(path: Path, allowed: Allowed, limits: StageLimits) -> Taken:
    if path.is_dir():
        return _settled(lambda: _take(folder_entries(path, allowed, limits), allowed, limits))
    if match(path.name, allowed):
        return _settled(lambda: take([file_entry(path)], allowed, limits))
    if is_notebook(path.name):
        return _settled(lambda: take(_with_drawings(path, allowed), allowed, limits))
    archive = _settled(lambda: read_archive(path, limits))
    return _take(archive_entries(archive, path.name, limits), allowed, limits)


def _take(entries: Sequence[Entry], allowed: Allowed, limits: StageLimits) -> Taken:
    """What is handed in among `entries`, or in the only archive among them.

    Learning systems hand out a folder for each student, with the archive that was uploaded.
    """
    files = [entry for entry in entries if not entry.is_folder and not is_clutter(entry.path)]
    archives = [entry for entry in files if is_archive_name(entry.name)]
    is_there = any(match(entry.name, allowed) or is_notebook(entry.name) for entry in files)
    if is_there or len(archives) != 1:
        return take(entries, allowed, limits)
    try:
        data = archives[0].read(limits.total_bytes)
    except FileRefusedError as refused:
        raise SubmissionError(refused.reason) from None
    return take(archive_entries(data, archives[0].name, limits), allowed, limits)


def _with_drawings(notebook: Path, allowed: Allowed) -> list[Entry]:
    """A notebook and what its written answers may lie beside."""
    drawings = [name for name in allowed if not name.endswith((".py", ".md"))]
    return list(
        map(file_entry, [notebook, *(p for p in map(notebook.with_name, drawings) if p.exists())])
    )


def _settled(read: Callable[[], Read]) -> Read:
    """What `read` gives twice in a row, so never half of an old and half of a new version."""
    before = read()
    for _ in range(1 + _RETRIES):
        after = read()
        if after == before:
            return after
        before = after
    raise SubmissionError(
        say("The submission changed while it was read. Wait until it is copied; then try again.")
    )


def _sources(taken: Taken) -> tuple[dict[str, str], dict[str, Text], list[Text]]:
    """Texts of the Python files, reasons why some have none, and notes."""
    texts: dict[str, str] = {}
    refused: dict[str, Text] = {}
    notes: list[Text] = []
    for name, data in taken.contents.items():
        if not is_source(name):
            continue
        try:
            source = source_text(data, name)
        except FileRefusedError as refusal:
            refused[name] = refusal.reason
        else:
            texts[name] = source.text
            notes += source.notes
    return texts, refused, notes


def _identity(path: Path, allowed: Allowed, submission_id: str | None) -> str:
    """Who handed it in: the caller's word, else the name of the folder or archive."""
    place = path.absolute()
    place = place.parent if match(place.name, allowed) else place
    if submission_id is not None:
        return _plain(submission_id)
    return _plain(place.stem if is_notebook(place.name) else without_suffix(place.name))


def _plain(identity: str) -> str:
    """A name that is safe to show and to make file names of."""
    name = composed(identity)
    if name in ("", ".", "..") or "/" in name or shown(name) != name:
        raise SubmissionError(
            say(
                "{got} cannot name a submission; expected a plain name such as 2023123456.",
                got=shown(name) or "''",
            )
        )
    return name
