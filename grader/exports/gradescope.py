"""Gradescope's results.json: one test a check, as its autograder specification has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from grader.errors import SubmissionError
from grader.exports.decided import require_decided
from grader.records import CheckResult, ExerciseResult, GradedSubmission, Outcome
from grader.reports import inert
from grader.reports.plain import plain_check
from grader.text import Language, translate

_TEXT: Final = "text"  # the output format in which nothing is markup


def gradescope_results(graded: GradedSubmission, language: Language) -> bytes:
    """The student's copy of a record; `GraderFault` if a part of it could not be graded."""
    require_decided(graded)
    tests = [
        test
        for number, exercise in enumerate(graded.for_student().exercises, start=1)
        if not exercise.left_out
        for test in _tests_of(number, exercise, language)
    ]
    return _document({"output": _remarks(graded, language), "output_format": _TEXT, "tests": tests})


def gradescope_rejection(error: SubmissionError, language: Language) -> bytes:
    """What the student reads who handed in something that cannot be taken in."""
    output = inert(error.message[language], lines=True)
    return _document({"score": 0.0, "output": output, "output_format": _TEXT, "tests": []})


def _tests_of(
    number: int, exercise: ExerciseResult, language: Language
) -> Iterator[dict[str, Any]]:
    for count, check in enumerate(exercise.checks, start=1):
        yield _test(f"{number}.{count}", exercise, check, language)
    for count, essay in enumerate(exercise.essays, start=len(exercise.checks) + 1):
        if not essay.answered:  # the others wait for a person, who has Gradescope's own means
            yield {
                "number": f"{number}.{count}",
                "name": inert(essay.title[language]),
                "score": 0.0,
                "max_score": essay.points,
                "output": translate("Not answered yet: {id}", language, id=inert(essay.id)),
                "output_format": _TEXT,
                "visibility": "visible",
            }


def _test(
    number: str, exercise: ExerciseResult, check: CheckResult, language: Language
) -> dict[str, Any]:
    skipped = check.outcome is Outcome.SKIPPED  # takes no points from anybody
    worth = 0.0 if skipped or exercise.bonus else check.points  # a bonus comes on top
    title = check.title[language] or check.id
    passed = check.outcome is Outcome.PASSED
    return {
        "number": number,
        "name": inert(f"{exercise.title[language]}: {title}"),
        "score": 0.0 if skipped else check.score,
        "max_score": worth,
        "status": "passed" if passed or skipped else "failed",
        "output": "" if passed else plain_check(check, language, bonus=exercise.bonus),
        "output_format": _TEXT,
        "tags": [inert(exercise.name)],
        "visibility": "visible",
    }


def _remarks(graded: GradedSubmission, language: Language) -> str:
    submission = graded.submission
    lines = [note[language] for note in submission.notes]
    lines += [f"{file.name}: {file.reason[language]}" for file in submission.refused]
    if graded.needs_person:
        lines.append(
            translate(
                "{points} points wait for a person and are not part of this score.",
                language,
                points=f"{graded.needs_person:g}",
            )
        )
    return inert("\n".join(lines), lines=True)


def _document(content: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"
