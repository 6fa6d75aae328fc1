"""What a class handed in: every thing is found, unknown or refused, every student found or missing.

Names alone are looked at here; what is inside is looked at when a submission is staged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grader.roster.found import Found, Left
from grader.roster.identity import FromNames, FromRoster
from grader.roster.receipts import Receipts
from grader.roster.search import Search
from grader.roster.students import Student, same


@dataclass(frozen=True)
class Discovery:
    """Where everything is. Things: found + unknown + refused. Students: found + missing."""

    found: tuple[Found, ...]  # by student, attempts oldest first
    missing: tuple[Student, ...]  # of the roster, who handed nothing in
    unknown: tuple[Left, ...]  # things that name no student
    refused: tuple[Left, ...]  # things that cannot be read, or may be of more than one

    @property
    def students(self) -> tuple[str, ...]:
        """Ids of those who handed something in."""
        return tuple(self.attempts)

    @property
    def attempts(self) -> Counter[str]:
        """How often each of them did."""
        return Counter(found.student_id for found in self.found)


def discover(
    paths: Iterable[Path],
    roster: Sequence[Student] | None = None,
    receipts: Receipts | None = None,
) -> Discovery:
    """What lies at `paths`: folders of folders, of archives or of files; archives; an LMS's zip.

    A folder or archive that is named after a student is that student's submission; any other
    one is looked into. Without a roster the names themselves say who there is.
    """
    identities = FromNames() if roster is None else FromRoster(roster)
    search = Search(identities, has_roster=roster is not None)
    search.look(paths)
    found = tuple(_numbered(search.found, receipts or Receipts({})))
    seen = {same(each.student_id) for each in found}
    return Discovery(
        found=found,
        missing=tuple(student for student in roster or () if same(student.id) not in seen),
        unknown=tuple(search.unknown),
        refused=tuple(search.refused),
    )


def _numbered(things: dict[str, list[Found]], receipts: Receipts) -> Iterator[Found]:
    for student_id in sorted(things):
        times = receipts.of(student_id, len(things[student_id]))
        for number, (found, time) in enumerate(
            zip(things[student_id], times, strict=True), start=1
        ):
            yield msgspec.structs.replace(found, attempt=number, received_at=time)
