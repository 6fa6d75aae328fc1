"""result.json as Classroom 50's schema classroom50/result/v1 has it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from grader.errors import GraderFault, UsageError
from grader.exports.classroom50 import classroom50_result
from grader.records import Outcome
from tests.unit.exports.verdicts import record, with_bonus

GIVEN = {
    "CLASSROOM": "dl",
    "ASSIGNMENT": "hw1",
    "SUBMISSION_TAG": "submit/2026-03-02T00-00-00Z-abc",
    "COMMIT_URL": "https://git.test/c",
    "RELEASE_URL": "https://git.test/r",
}
# An autograder writes these; `owner` and `assignment_type` come from the runner.
FIELDS = (
    "schema classroom assignment submission commit release review datetime score max-score tests"
)
DECIDED = [each for each in Outcome if each is not Outcome.GRADER_FAULT]


def result(**changes: str) -> dict[str, Any]:
    return json.loads(classroom50_result(record(*DECIDED), "en", GIVEN | changes))


def test_every_field_is_one_of_the_schema() -> None:
    """No other is allowed, and texts are never empty."""
    document = result()
    assert list(document) == FIELDS.split()
    assert document["schema"] == "classroom50/result/v1"
    assert all(document[name] for name in FIELDS.split()[1:8])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", document["datetime"])
    assert document["review"] == GIVEN["COMMIT_URL"]
    assert result(REVIEW_URL="https://git.test/d")["review"] == "https://git.test/d"


def test_scores_are_whole_numbers_that_add_up() -> None:
    """In hundredths of a point; skipped checks and waiting essays are not there."""
    document = result()
    for test in document["tests"]:
        assert {"test-name", "passed", "score", "max-score"} <= set(test)
        assert isinstance(test["score"], int)
        assert 0 <= test["score"] <= test["max-score"]
        assert test["test-name"]
    assert document["score"] == sum(test["score"] for test in document["tests"]) == 50
    assert document["max-score"] == sum(test["max-score"] for test in document["tests"]) == 550


def test_what_the_runner_must_say_is_named() -> None:
    """Outside its workflow there is no submission to speak of."""
    with pytest.raises(UsageError, match="COMMIT_URL, RELEASE_URL"):
        classroom50_result(record(Outcome.PASSED), "en", dict(list(GIVEN.items())[:3]))


def test_a_fault_of_ours_gives_no_result() -> None:
    """It would be the student's loss."""
    with pytest.raises(GraderFault):
        classroom50_result(record(), "en", GIVEN)


def test_nothing_hidden() -> None:
    """Releases of a student's repository show it."""
    assert "hidden input" not in json.dumps(result())


def test_a_bonus_has_no_place() -> None:
    """No score may exceed its maximum there."""
    document = json.loads(classroom50_result(with_bonus(Outcome.PASSED), "en", GIVEN))
    assert (document["score"], document["max-score"]) == (50, 250)
