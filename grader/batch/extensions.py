"""Who has more time: what the ledger keeps, and what the command line adds."""

from __future__ import annotations

import getpass
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from grader.assignment import Assignment
from grader.errors import UsageError
from grader.ledger import KeptExtension
from grader.roster import Student, read_extensions
from grader.stage import shown
from grader.text import Text, say

_MOST: Final = 20  # by name

Given = tuple[KeptExtension, ...]


def given_in(path: Path, assignment: Assignment, students: Sequence[Student] | None) -> Given:
    """What a file says, as it will be kept; `UsageError` with the line that is wrong."""
    if assignment.deadline is None:
        raise UsageError(say("{name} has no deadline to extend.", name=assignment.name))
    now, person = datetime.now(UTC), _person()
    return tuple(
        KeptExtension(
            assignment=assignment.name,
            extension=extension,
            source=shown(str(path)),
            person=person,
            at=now,
        )
        for extension in read_extensions(path, assignment.deadline, students).values()
    )


def together(latest: Mapping[str, KeptExtension], given: Given) -> dict[str, KeptExtension]:
    """What counts from now on, by student."""
    return {**latest, **{each.student: each for each in given}}


def told(latest: Mapping[str, KeptExtension], new: Given) -> Iterator[Text]:
    """Which extensions are new, and which count without having been given now."""
    taken_back = [each.student for each in new if not each.extension.gives_time]
    if more := [each for each in new if each.extension.gives_time]:
        yield say("More time, as from now: {names}.", names=_named(more))
    if taken_back:
        yield say("No more time, as from now: {names}.", names=_first_of(taken_back))
    changed = {each.student for each in new}
    holding = [each for each in latest.values() if each.extension.gives_time]
    if kept := [each for each in holding if each.student not in changed]:
        yield say("More time, as the ledger says: {names}.", names=_named(kept))


def _named(kept: Collection[KeptExtension]) -> Text:
    return _first_of([f"{each.student} ({each.extension.shown})" for each in kept])


def _first_of(names: Sequence[str]) -> Text:
    first, more = ", ".join(sorted(names)[:_MOST]), len(names) - _MOST
    if more <= 0:
        return Text.same(first)
    return say("{names} and {count} more", names=first, count=more)


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a user without a name
        return ""
