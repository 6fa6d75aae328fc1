"""Checks that ended for one and the same reason are told together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from grader.records import CheckResult, Location, Outcome

_MOST_TITLES = 4


@dataclass(frozen=True)
class CheckGroup:
    """One or more checks with one outcome and one explanation."""

    checks: tuple[CheckResult, ...]
    collapsed: bool = False  # so many that their number says more than their titles
    cause_is_known: bool = False  # its diagnosis was told with an earlier group

    @property
    def first(self) -> CheckResult:
        """The check that speaks for all."""
        return self.checks[0]

    @property
    def location(self) -> Location | None:
        """Where they all ended, if it is one place."""
        places = {check.location for check in self.checks}
        return self.first.location if len(places) == 1 else None

    @property
    def outcome(self) -> Outcome:
        """How they all ended."""
        return self.first.outcome


def groups(checks: Sequence[CheckResult]) -> list[CheckGroup]:
    """All checks of an exercise, grouped, in the order of each group's first check."""
    members: dict[Hashable, list[CheckResult]] = {}
    for number, check in enumerate(checks):
        members.setdefault(_reason(check, number), []).append(check)
    told: set[str] = set()
    return [_group(tuple(group), len(checks), told) for group in members.values()]


def _reason(check: CheckResult, number: int) -> Hashable:
    if check.outcome is Outcome.PASSED or check.message is None:
        return number
    reason = (check.outcome, check.message)
    if check.outcome is Outcome.NOT_ATTEMPTED:  # however many stubs there are
        return reason
    if check.outcome is Outcome.FAILED:  # the same sentence may be about another mistake
        return (*reason, check.hint, check.difference, check.diagnosis)
    return (*reason, check.location)


def _group(checks: tuple[CheckResult, ...], of_all: int, told: set[str]) -> CheckGroup:
    many = len(checks) > _MOST_TITLES or 1 < len(checks) == of_all
    diagnosis = checks[0].diagnosis
    known = diagnosis is not None and diagnosis.misconception in told
    if diagnosis is not None:
        told.add(diagnosis.misconception)
    return CheckGroup(checks, many and checks[0].outcome is not Outcome.FAILED, known)
