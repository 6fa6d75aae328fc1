"""Which of the names that were seen are the assignment, and their bytes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from grader.errors import SubmissionError
from grader.stage import names
from grader.stage.entries import Entry, FileRefusedError
from grader.stage.notebook import unfolded
from grader.stage.staged import MIB, Allowed, StageLimits
from grader.text import Text, say

_MOST_IGNORED = 100  # names kept; a record stays readable


@dataclass(frozen=True)
class Taken:
    """What a submission holds of the assignment. Equal when the assignment's files are."""

    contents: dict[str, bytes]  # as handed in, by the assignment's own name
    unread: dict[str, Text]  # why a file could not be read
    ignored: tuple[str, ...] = field(compare=False)  # the rest, safe to show
    notes: tuple[Text, ...]


def take(entries: Sequence[Entry], allowed: Allowed, limits: StageLimits) -> Taken:
    """The `allowed` files among `entries`, read; a notebook's cells where there is no source file.

    They lie at the top or all in one folder; a different case is accepted with a note.
    Raises SubmissionError when there are none, when two folders have some, or when two
    files could both be the same one.
    """
    found = unfolded(entries, allowed, limits)
    kept = [entry for entry in found.entries if not names.is_clutter(entry.path)]
    folder = _folder(kept, allowed)
    chosen = _chosen(kept, folder, allowed)
    contents, unread = _read(chosen, limits)
    ignored = sorted(_ignored(kept, folder, list(chosen.values())))
    return Taken(
        contents,
        unread,
        tuple(ignored[:_MOST_IGNORED]),
        (*found.notes, *_renamed(chosen), *_unlisted(len(ignored) - _MOST_IGNORED)),
    )


def _folder(entries: Sequence[Entry], allowed: Collection[str]) -> names.Parts:
    """The one folder that directly holds files of the assignment; the top comes first."""
    homes = sorted({entry.path[:-1] for entry in entries if _wanted(entry, allowed)})
    if not homes:
        raise _nothing(entries, allowed)
    if len(homes) > 1 and homes[0] != ():
        raise SubmissionError(
            say(
                "The assignment's files are in more than one folder: {got}. Hand in only one.",
                got=names.listed(["/".join(home) + "/" for home in homes]),
            )
        )
    return homes[0]


def _wanted(entry: Entry, allowed: Collection[str]) -> str | None:
    return None if entry.is_folder else names.match(entry.name, allowed)


def _chosen(
    entries: Sequence[Entry], folder: names.Parts, allowed: Collection[str]
) -> dict[str, Entry]:
    chosen: dict[str, Entry] = {}
    for entry in entries:
        wanted = _wanted(entry, allowed) if entry.path[:-1] == folder else None
        if wanted is None:
            continue
        if wanted in chosen:
            raise SubmissionError(
                say(
                    "{expected} is there more than once: {got}. Keep only one.",
                    expected=wanted,
                    got=names.listed([chosen[wanted].name, entry.name]),
                )
            )
        chosen[wanted] = entry
    return dict(sorted(chosen.items()))


def _read(
    chosen: dict[str, Entry], limits: StageLimits
) -> tuple[dict[str, bytes], dict[str, Text]]:
    contents: dict[str, bytes] = {}
    unread: dict[str, Text] = {}
    for name, entry in chosen.items():
        try:
            contents[name] = entry.read(limits.file_bytes(name))
        except FileRefusedError as refused:
            unread[name] = refused.reason
        if sum(map(len, contents.values())) > limits.total_bytes:
            raise SubmissionError(
                say(
                    "The files together are larger than {expected} MiB; make them smaller.",
                    expected=f"{limits.total_bytes / MIB:g}",
                )
            )
    return contents, unread


def _renamed(chosen: dict[str, Entry]) -> list[Text]:
    return [
        say(
            "The file name {got} was taken for {expected}; mind capital and small letters.",
            got=names.shown(entry.name),
            expected=wanted,
        )
        for wanted, entry in chosen.items()
        if names.composed(entry.name) != wanted
    ]


def _ignored(entries: Sequence[Entry], folder: names.Parts, chosen: list[Entry]) -> set[str]:
    """What else is there: files by name, other folders only as a whole."""
    ignored = set()
    for entry in entries:
        pairs = zip(entry.path, folder, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        if entry in chosen or shared == len(entry.path):
            continue
        name = names.shown(names.composed("/".join(entry.path[: shared + 1])))
        whole = entry.is_folder or len(entry.path) > shared + 1
        ignored.add(name + "/" if whole else name)
    return ignored


def _unlisted(count: int) -> list[Text]:
    if count <= 0:
        return []
    return [say("Not listed: {count} more that are not part of the assignment.", count=count)]


def _nothing(entries: Sequence[Entry], allowed: Collection[str]) -> SubmissionError:
    expected = names.listed(sorted(allowed))
    found = ["/".join(entry.path) for entry in entries if not entry.is_folder]
    if not found:
        return SubmissionError(
            say(
                "The submission is empty. Hand in these files: {expected}.",
                expected=expected,
            )
        )
    return SubmissionError(
        say(
            "None of the assignment's files was found. Got {got}; expected {expected}.",
            got=names.listed(found),
            expected=expected,
        )
    )
