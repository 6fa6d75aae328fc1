"""A record with every outcome, and with everything hostile that a student can put into one."""

from __future__ import annotations

import msgspec

from grader.records import (
    CheckResult,
    Confinement,
    EssayResult,
    ExerciseResult,
    GradedSubmission,
    Outcome,
    RefusedFile,
    Said,
    SubmissionInfo,
)
from grader.text import Text

EVIL = "]]></failure>\x00\x1b[31m\ufffe\ud800&<script>alert(1)</script>\u202e\r\n=1+1"


def check(outcome: Outcome, **fields: object) -> CheckResult:
    points = 0.5
    values = {
        "id": f"im2col::test_{outcome}",
        "title": Text(en=f"It is {outcome}.", ko=f"제목 {outcome}"),
        "score": points if outcome is Outcome.PASSED else 0.0,
        "message": None if outcome is Outcome.PASSED else Text(en=f"Why {EVIL}", ko="까닭"),
        "output": f"hidden {EVIL}",
        "said": Said("what the hidden input was"),
    }
    return CheckResult(outcome=outcome, points=points, **values | fields)


def record(*outcomes: Outcome) -> GradedSubmission:
    checks = tuple(check(outcome) for outcome in outcomes or Outcome)
    essays = (
        EssayResult("why-not", Text.same("Why not"), 1.0, answered=True),
        EssayResult("draw-it", Text.same("Draw it"), 2.0, answered=False),
    )
    score = sum(each.score for each in checks)
    exercise = ExerciseResult(
        "im2col", Text(en="Patches", ko="패치"), score, 2.0, checks, essays=essays
    )
    refused = (RefusedFile(f"{EVIL}.py", Text.same("too large")),)
    info = SubmissionInfo(f"2023{EVIL}", "0" * 64, refused=refused)
    return GradedSubmission(
        "hw1", Confinement.NAMESPACES, info, score, 2.0, (exercise,), needs_person=1.0
    )


def with_bonus(outcome: Outcome) -> GradedSubmission:
    """A bonus exercise beside the other, with one check of half a point."""
    graded = record(Outcome.PASSED)
    bonus = ExerciseResult(
        "fast", Text.same("Fast"), check(outcome).score, 0.5, (check(outcome),), bonus=True
    )
    return msgspec.structs.replace(graded, exercises=(*graded.exercises, bonus))
