"""What is left to do for one submission: which exercises run, which results still hold."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from grader.assignment import Assignment
from grader.assignment.content import sha256_of
from grader.assignment.fingerprint import environment_sha256, exercise_fingerprints
from grader.batch.messages import Setting, Work
from grader.errors import SubmissionError
from grader.lateness import Lateness, late
from grader.ledger import Entry, KeptExtension, Key, Ledger, Status
from grader.records import Confinement, ExerciseResult
from grader.roster import Found
from grader.stage import StagedSubmission
from grader.text import Text

_STRICTEST: Final = max(Confinement, key=lambda level: level.strictness)


@dataclass(frozen=True)
class Rejected:
    """It cannot be taken in."""

    found: Found
    key: Key
    reason: Text


@dataclass(frozen=True)
class Todo:
    """It is to be graded, in whole or in part."""

    found: Found
    key: Key
    staged: StagedSubmission
    run: tuple[str, ...]  # exercises
    exercises: dict[str, str]  # all that the record will have -> fingerprint
    before: Entry | None = None  # the verdict that has counted until now

    @property
    def earlier(self) -> tuple[ExerciseResult, ...]:
        """Results that become part of the new record as they are."""
        record = self.before and self.before.record
        return tuple(e for e in record.exercises if e.name not in self.run) if record else ()

    def work(self, setting: Setting) -> Work:
        """As a worker is told."""
        record = self.before and self.before.record
        reached = record.confinement if record and self.earlier else _STRICTEST
        return Work(setting, self.staged, self.run, self.earlier, reached)


class Plan:
    """Looks at submissions one by one; holds none of them."""

    def __init__(
        self,
        assignment: Assignment,
        ledger: Ledger,
        wanted: tuple[str, ...],
        extensions: Mapping[str, KeptExtension],
        forced_by: str | None = None,
    ) -> None:
        """`wanted` exercises are graded at the end; again, if a batch forces that.

        `extensions`: who has more time, by student.
        """
        self._assignment = assignment
        self._ledger = ledger
        self._wanted = wanted
        self._extensions = extensions
        self._forced_by = forced_by
        self._prints = exercise_fingerprints(assignment)
        self._environment = environment_sha256(assignment)
        self._first: dict[tuple[str, str], datetime] = {}  # receipts, by student and bytes

    def look(self, found: Found) -> Todo | Rejected | Entry:
        """What is to be done, or the verdict that stands."""
        try:
            staged = found.stage(self._assignment.files)
        except SubmissionError as error:
            return self._rejected(found, error.message)
        before = self._newest(found, staged)
        came_before = self._came_before(found, staged.sha256)
        known = self._known(before)
        forced = self._forced_by not in (None, before and before.batch)
        run = tuple(n for n in self._wanted if forced or known.get(n) != self._prints[n])
        if before and not run and (came_before or not self._later_or_sooner(found, before)):
            return before
        exercises = known | {name: self._prints[name] for name in run}
        key = self._key(found, staged.sha256, exercises)
        if before and self._settled(key):  # the same comes again, after others or on demand
            key = self._key(found, staged.sha256, exercises, after=before.key.checks_sha256)
        return Todo(found, key, staged, run, exercises, before)

    def lateness(self, found: Found, before: Entry | None) -> Lateness:
        """By the receipt that is given now, else by the one that `before` was recorded with."""
        received_at = found.received_at or (before.received_at if before else None)
        kept = self._extensions.get(found.student_id)
        extension = kept.extension if kept else None
        return late(received_at, self._assignment.deadline, extension)

    def _rejected(self, found: Found, reason: Text) -> Rejected | Entry:
        """Once for each reason: there are no bytes that could be hashed."""
        told = hashlib.sha256(f"{found.shown}\n{reason.en}".encode()).hexdigest()
        key = self._key(found, told, {})
        return self._settled(key) or Rejected(found, key, reason)

    def _settled(self, key: Key) -> Entry | None:
        entry = self._ledger.find(key)
        return entry if entry and entry.settled else None

    def _newest(self, found: Found, staged: StagedSubmission) -> Entry | None:
        newest = None
        for entry in self._ledger.entries(self._assignment.name, found.student_id):
            if entry.status is Status.GRADED and entry.key.submission_sha256 == staged.sha256:
                newest = entry
        return newest

    def _came_before(self, found: Found, sha256: str) -> bool:
        """The same bytes have an earlier receipt: the work was there then, and that counts."""
        if found.received_at is None:
            return False
        first = self._first.setdefault((found.student_id, sha256), found.received_at)
        return first < found.received_at

    def _known(self, before: Entry | None) -> dict[str, str]:
        """By exercise, what a result of `before` was reached with; elsewhere is as good as not."""
        if before is None:
            return {}
        here = before.key.environment_sha256 == self._environment
        names = [name for name in before.exercises if name in self._prints]
        return {name: before.exercises[name] if here else "" for name in names}

    def _later_or_sooner(self, found: Found, before: Entry) -> bool:
        """An extension was given or a receipt came in; the record stays, its factor does not."""
        return float(self.lateness(found, before).factor) != before.lateness_factor

    def _key(self, found: Found, sha256: str, exercises: Mapping[str, str], after: str = "") -> Key:
        prints = [(name, exercises[name].encode()) for name in self._prints if name in exercises]
        return Key(
            student=found.student_id,
            assignment=self._assignment.name,
            submission_sha256=sha256,
            checks_sha256=sha256_of([*prints, ("after", after.encode())] if after else prints),
            environment_sha256=self._environment,
        )
