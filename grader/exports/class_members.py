"""A class's standings as the members of its report."""

from __future__ import annotations

from collections.abc import Iterable

from grader.exports.standing import Standing
from grader.reports.class_report import Ended, Member


def members(standings: Iterable[Standing]) -> list[Member]:
    """One for each student."""
    return [_member(standing) for standing in standings]


def _member(standing: Standing) -> Member:
    entry = standing.entry
    if entry is None:
        return Member(standing.student, Ended.MISSING)
    return Member(
        standing.student,
        Ended(str(entry.status)),
        record=entry.record,
        reason=entry.reason,
        earned=standing.adjusted + standing.marked,
        is_late=entry.lateness_factor < 1,
        marked=frozenset(standing.marks),
    )
