"""results.json as Gradescope's autograder specification has it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.errors import GraderFault, SubmissionError
from grader.exports.gradescope import gradescope_rejection, gradescope_results
from grader.records import Outcome
from grader.text import Text
from tests.unit.exports.verdicts import record, with_bonus

VISIBILITY = {"hidden", "after_due_date", "after_published", "visible"}
TOP = {
    "score": float,
    "execution_time": float,
    "output": str,
    "output_format": str,
    "visibility": str,
    "stdout_visibility": str,
    "extra_data": dict,
    "tests": list,
    "leaderboard": list,
}
TEST = {
    "score": float,
    "max_score": float,
    "status": str,
    "name": str,
    "number": str,
    "output": str,
    "output_format": str,
    "tags": list,
    "visibility": str,
    "extra_data": dict,
}
DECIDED = [each for each in Outcome if each is not Outcome.GRADER_FAULT]


def results(*outcomes: Outcome) -> dict[str, Any]:
    return json.loads(gradescope_results(record(*outcomes), "en"))


def test_every_field_is_one_of_the_specification() -> None:
    """Names and types; either a score on top or one with every test."""
    document = results(*DECIDED)
    assert all(isinstance(value, TOP[name]) for name, value in document.items())
    for test in document["tests"]:
        assert all(isinstance(value, TEST[name]) for name, value in test.items())
        assert 0 <= test["score"] <= test["max_score"]
        assert test["visibility"] in VISIBILITY
    assert "score" not in document


def test_scores_are_those_of_the_record() -> None:
    """What is skipped takes no points; an essay not answered does, one that waits is left out."""
    document = results(Outcome.PASSED, Outcome.FAILED, Outcome.SKIPPED)
    assert [(t["score"], t["max_score"]) for t in document["tests"]] == [
        (0.5, 0.5),
        (0.0, 0.5),
        (0.0, 0.0),
        (0.0, 2.0),
    ]
    assert [t["status"] for t in document["tests"][:3]] == ["passed", "failed", "passed"]
    assert "1 points wait for a person" in document["output"]


def test_a_fault_of_ours_gives_no_results() -> None:
    """As a number it would be a zero; without it Gradescope says that the autograder failed."""
    with pytest.raises(GraderFault, match=r"(?s)1 checks of 2023.* could not"):
        results(Outcome.PASSED, Outcome.GRADER_FAULT)


def test_nothing_hidden_nothing_hostile() -> None:
    """Plain text without control characters, made of the student's copy."""
    document = gradescope_results(record(*DECIDED), "ko").decode()
    assert "hidden input" not in document
    assert "\\u001b" not in document
    assert "\\u0000" not in document
    assert {t["output_format"] for t in json.loads(document)["tests"]} == {"text"}


def test_a_rejected_submission_is_told_why() -> None:
    """The student reads the sentence that the command would print."""
    error = SubmissionError(Text(en="Two folders.\nHand in one.", ko="폴더가 둘이에요."))
    document = json.loads(gradescope_rejection(error, "en"))
    assert (document["score"], document["output"]) == (0.0, "Two folders.\nHand in one.")
    assert document["tests"] == []


def test_a_bonus_comes_on_top() -> None:
    """It is worth nothing that could be missed, and left out it is not there."""
    for outcome, expected in (
        (Outcome.PASSED, [(0.5, 0.0)]),
        (Outcome.FAILED, [(0.0, 0.0)]),
        (Outcome.NOT_ATTEMPTED, []),
    ):
        tests = json.loads(gradescope_results(with_bonus(outcome), "en"))["tests"]
        found = [(t["score"], t["max_score"]) for t in tests if "fast" in t.get("tags", ())]
        assert found == expected
