"""A check as pytest found it, and what its runs add up to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from inspect import signature
from types import ModuleType

import pytest

from grader.checks.marker import Check
from grader.checks.plugin import FIXTURES
from grader.checks.verdict import Verdict
from grader.records import CheckResult, Outcome, Said, Timing

_SHOWN_FIRST = {Outcome.GRADER_FAULT: 0, Outcome.PASSED: 2}


@dataclass(frozen=True)
class CollectedCheck:
    """One check function with all its parametrized items."""

    id: str  # exercise::function
    mark: Check
    items: tuple[pytest.Function, ...]

    @property
    def name(self) -> str:
        """The function's name."""
        return self.id.partition("::")[2]

    @property
    def module(self) -> ModuleType:
        """The file that it stands in."""
        module: ModuleType = self.items[0].module
        return module

    @cached_property
    def plain(self) -> bool:
        """It uses no fixture but ours, no parameter and no mark, so a call is all it takes."""
        item = self.items[0]
        arguments = signature(item.obj).parameters
        marked = any(item.iter_markers())  # skipif is pytest's to obey
        known = FIXTURES | {"request"}
        return not marked and FIXTURES.issuperset(arguments) and known.issuperset(item.fixturenames)


def exercise_of(item: pytest.Item) -> str:
    """The exercise of a check is in its file's name: test_convolution.py."""
    return item.path.stem.removeprefix("test_")


def check_id(item: pytest.Item) -> str:
    """Stable name of one item, from which its seed derives."""
    return f"{exercise_of(item)}::{item.name}"


def combine(
    check: CollectedCheck,
    verdicts: list[Verdict],
    output: str,
    timing: Timing | None = None,
    *,
    public: bool,
) -> CheckResult:
    """The result of a check whose items ended with `verdicts`; each item is worth the same.

    Skipped items count for nothing where others ran. The first that did not pass is shown,
    but our own failure before any.
    """
    counted = [v for v in verdicts if v.outcome is not Outcome.SKIPPED] or verdicts
    passed = sum(verdict.outcome is Outcome.PASSED for verdict in counted)
    shown = min(counted, key=lambda v: _SHOWN_FIRST.get(v.outcome, 1))
    mark = check.mark
    return CheckResult(
        id=check.id,
        title=mark.title,
        outcome=shown.outcome,
        score=mark.points * passed / len(counted),
        points=mark.points,
        public=public,
        message=shown.message,
        hint=(shown.hint or mark.hint) if shown.outcome is not Outcome.PASSED else None,
        difference=shown.difference,
        location=shown.location,
        said=Said(shown.said, shown.loading) if shown.said or shown.loading else None,
        output=output,
        pictures=tuple(picture for verdict in verdicts for picture in verdict.pictures),
        flag=next((verdict.flag for verdict in verdicts if verdict.flag), None),
        timing=timing,
    )
