"""What the runs of one check add up to."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks.collected import CollectedCheck, combine
from grader.checks.marker import Check
from grader.checks.verdict import PASSED, Verdict
from grader.records import CheckResult, Outcome
from grader.text import Text

TITLE = Text(en="Title.", ko="제목.")
FAILED = Verdict(Outcome.FAILED, Text.same("wrong"))
CRASHED = Verdict(Outcome.CRASHED, Text.same("boom"), flag="protocol: x")
SKIPPED = Verdict(Outcome.SKIPPED, Text.same("no GPU"))
FAULT = Verdict(Outcome.GRADER_FAULT, Text.same("ours"), flag="KeyError: x")


def combined(*verdicts: Verdict, **options: Any) -> CheckResult:
    mark = Check(6.0, (), Text.same("general hint"), TITLE)
    return combine(
        CollectedCheck("a::test", mark, ()), list(verdicts), "out", public=False, **options
    )


def test_one_run_is_all_or_nothing() -> None:
    """With the title, the points and the output."""
    result = combined(PASSED)
    assert (result.outcome, result.score, result.points) == (Outcome.PASSED, 6.0, 6.0)
    assert (result.title, result.output, result.hint, result.message) == (TITLE, "out", None, None)
    result = combined(FAILED)
    assert (result.outcome, result.score, result.points) == (Outcome.FAILED, 0.0, 6.0)


@pytest.mark.parametrize(
    ("verdicts", "outcome", "score"),
    [
        ([PASSED, PASSED, PASSED], Outcome.PASSED, 6.0),
        ([PASSED, FAILED, PASSED], Outcome.FAILED, 4.0),
        ([FAILED, CRASHED, PASSED], Outcome.FAILED, 2.0),
        ([PASSED, CRASHED, FAILED], Outcome.CRASHED, 2.0),
        ([SKIPPED], Outcome.SKIPPED, 0.0),
        ([SKIPPED, SKIPPED], Outcome.SKIPPED, 0.0),
        ([SKIPPED, PASSED], Outcome.PASSED, 6.0),
        ([SKIPPED, PASSED, FAILED], Outcome.FAILED, 3.0),
        ([FAILED, FAULT], Outcome.GRADER_FAULT, 0.0),
        ([PASSED, FAILED, FAULT], Outcome.GRADER_FAULT, 2.0),
    ],
)
def test_every_parameter_is_worth_the_same(
    verdicts: list[Verdict], outcome: Outcome, score: float
) -> None:
    """The first that did not pass is shown; skipped ones cost nothing; our fault comes first."""
    result = combined(*verdicts)
    assert (result.outcome, result.score, result.points) == (outcome, pytest.approx(score), 6.0)


def test_the_nearest_hint_is_shown() -> None:
    """That of the failure, else that of the check, and none where nothing failed."""
    special = Verdict(Outcome.FAILED, hint=Text.same("special"))
    assert combined(special).hint == Text.same("special")
    assert combined(FAILED).hint == Text.same("general hint")
    assert combined(PASSED).hint is None


def test_evidence_is_kept_whichever_run_is_shown() -> None:
    """A person has to see it."""
    assert combined(FAILED, CRASHED).flag == "protocol: x"
    assert combined(PASSED).flag is None
