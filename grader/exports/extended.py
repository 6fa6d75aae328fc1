"""Lateness of verdicts that are older than what the ledger says of their student's time."""

from __future__ import annotations

from msgspec.structs import replace

from grader.assignment import Assignment
from grader.lateness import late
from grader.ledger import Entry, Ledger


class Extended:
    """The extensions of a class, as they are now."""

    def __init__(self, ledger: Ledger, assignment: Assignment) -> None:
        self._deadline = assignment.deadline
        self._latest = ledger.extensions.latest(assignment.name)

    def of(self, entry: Entry) -> Entry:
        """As late as it is by now: no batch need have seen the submission again."""
        kept = self._latest.get(entry.key.student)
        if not self._deadline or not entry.received_at:
            return entry
        if kept is None or kept.at < entry.recorded_at:
            return entry
        lateness = late(entry.received_at, self._deadline, kept.extension)
        return replace(entry, late_by_s=lateness.late_by_s, lateness_factor=float(lateness.factor))
