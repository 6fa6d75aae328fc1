"""Checks that ended for one and the same reason are told together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from grader.records import CheckResult, Counterexample, Location, Outcome
from grader.text import Text

_MOST_TITLES = 4
_NOT_BEGUN = {Outcome.NOT_ATTEMPTED, Outcome.BLOCKED}


@dataclass(frozen=True)
class CheckGroup:
    """One or more checks with one outcome and one explanation."""

    checks: tuple[CheckResult, ...]
    collapsed: bool = False  # their number says more than their titles
    cause_is_known: bool = False  # its diagnosis was told with an earlier group

    @property
    def first(self) -> CheckResult:
        """The check that speaks for all."""
        return self.checks[0]

    @property
    def outcome(self) -> Outcome:
        """How they all ended."""
        return self.first.outcome

    @property
    def message(self) -> Text | None:
        """What happened to all of them, if it is one sentence."""
        return self.first.message if len({check.message for check in self.checks}) == 1 else None

    @property
    def said(self) -> str:
        """What the student's code said of it, if it said the same each time."""
        said = self.first.said
        same = len({check.said for check in self.checks}) == 1
        return said.text if said and same else ""

    @property
    def hint(self) -> Text | None:
        """The author's hint, if they all have the same."""
        return self.first.hint if len({check.hint for check in self.checks}) == 1 else None

    @property
    def counterexample(self) -> Counterexample | None:
        """The first there is: the others would show the same mistake."""
        return next((c.counterexample for c in self.checks if c.counterexample), None)

    @property
    def location(self) -> Location | None:
        """Where they all ended, if it is one place."""
        return self.first.location if len({check.location for check in self.checks}) == 1 else None

    @property
    def output(self) -> str:
        """What the first of them that printed anything printed."""
        return next((check.output for check in self.checks if check.output.strip()), "")


def groups(checks: Sequence[CheckResult]) -> list[CheckGroup]:
    """All checks of an exercise, grouped, in the order of each group's first check."""
    begun = not {check.outcome for check in checks} <= _NOT_BEGUN
    members: dict[Hashable, list[CheckResult]] = {}
    for number, check in enumerate(checks):
        # Of an exercise that nobody began, what waits for what is of no use yet.
        reason = _reason(check, number) if begun else check.outcome
        members.setdefault(reason, []).append(check)
    told: set[str] = set()
    return [
        CheckGroup(group, _collapses(group, len(checks), begun=begun), _is_told(group[0], told))
        for group in map(tuple, members.values())
    ]


def _collapses(group: tuple[CheckResult, ...], of_all: int, *, begun: bool) -> bool:
    if len(group) == 1 or group[0].outcome is Outcome.FAILED:
        return False
    return len(group) > _MOST_TITLES or len(group) == of_all or not begun


def _reason(check: CheckResult, number: int) -> Hashable:
    if check.outcome is Outcome.PASSED or check.message is None:
        return number
    reason = (check.outcome, check.message, check.said)
    if check.outcome is Outcome.NOT_ATTEMPTED:  # however many stubs there are
        return reason
    if check.outcome is Outcome.FAILED:  # the same sentence may be about another mistake
        return (*reason, check.hint, check.difference, check.diagnosis)
    return (*reason, check.location)


def _is_told(check: CheckResult, told: set[str]) -> bool:
    """Whether the check's misconception was met before; remembers it."""
    if check.diagnosis is None:
        return False
    known = check.diagnosis.misconception in told
    told.add(check.diagnosis.misconception)
    return known
