"""Classroom 50's result.json, schema classroom50/result/v1."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from grader.errors import UsageError
from grader.exports.decided import require_decided
from grader.records import CheckResult, EssayResult, GradedSubmission, Outcome
from grader.reports import inert
from grader.reports.plain import plain_check
from grader.text import Language, say, translate

_SCHEMA: Final = "classroom50/result/v1"
_PER_POINT: Final = 100  # its scores are whole numbers, ours are not
# Field of the result, and the variable in which its runner gives it.
_GIVEN: Final = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
}


def classroom50_result(
    graded: GradedSubmission, language: Language, environment: Mapping[str, str]
) -> bytes:
    """The student's copy of a record, in hundredths of a point.

    `UsageError` names what the runner has not given; `GraderFault` if a part of the record
    could not be graded.
    """
    require_decided(graded)
    given = _given(environment)
    # No score may exceed its maximum there, so a bonus has no place.
    exercises = [each for each in graded.for_student().exercises if not each.bonus]
    checks = [check for exercise in exercises for check in exercise.checks]
    tests = [_test(each, language) for each in checks if each.outcome is not Outcome.SKIPPED]
    essays = [essay for exercise in exercises for essay in exercise.essays]
    tests += [_unanswered(each, language) for each in essays if not each.answered]
    content = {
        "schema": _SCHEMA,
        **given,
        "review": environment.get("REVIEW_URL") or given["commit"],
        "datetime": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",  # the runner writes its own over it
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    if missing := [name for name in _GIVEN.values() if not environment.get(name)]:
        raise UsageError(
            say(
                "Classroom 50's result names the submission, which its runner tells an autograder "
                "in variables. Not set here: {names}.",
                names=", ".join(missing),
            )
        )
    return {field: environment[name] for field, name in _GIVEN.items()}


def _unanswered(essay: EssayResult, language: Language) -> dict[str, Any]:
    """Its points are lost; those of the others wait for a person, who is not asked here."""
    return {
        "test-name": inert(essay.title[language] or essay.id),
        "passed": False,
        "score": 0,
        "max-score": round(essay.points * _PER_POINT),
        "message": translate("Not answered yet: {id}", language, id=inert(essay.id)),
    }


def _test(check: CheckResult, language: Language) -> dict[str, Any]:
    passed = check.outcome is Outcome.PASSED
    return {
        "test-name": inert(check.title[language] or check.id),
        "passed": passed,
        "score": round(check.score * _PER_POINT),
        "max-score": round(check.points * _PER_POINT),
        "message": "" if passed else plain_check(check, language),
    }
