"""Scores and comments of cells."""

from __future__ import annotations

import msgspec
import pytest

from grader.assignment import Essay, Exercise
from grader.bridges.verdicts import CellVerdict, cell_verdicts, comment_on, score_of
from grader.records import CheckResult, ExerciseResult, Outcome
from grader.text import Text
from tests.verdicts import essay, record

TITLE = Text.same("T")
PROGRAM = Exercise("double", "double.py", TITLE, 3.0, 1)
WRITTEN = Exercise("answers", "answers.md", TITLE, 5.0, 1, essays=(Essay("why-not", 2.0, TITLE),))


def check(outcome: Outcome, score: float = 0.0, points: float = 1.0) -> CheckResult:
    return CheckResult("a::test_b", TITLE, outcome, score, points)


def test_partial_credit_is_the_sum() -> None:
    """Of whatever was decided."""
    checks = [check(Outcome.PASSED, 1.0), check(Outcome.FAILED, 0.5), check(Outcome.CRASHED)]
    assert score_of(checks) == 1.5


@pytest.mark.parametrize("outcome", [Outcome.GRADER_FAULT, Outcome.SKIPPED])
def test_what_is_not_decided_waits_for_a_person(outcome: Outcome) -> None:
    """It is never a zero; where nothing is at stake nobody has to look."""
    assert score_of([check(Outcome.PASSED, 1.0), check(outcome)]) is None
    assert score_of([check(Outcome.PASSED, 1.0), check(outcome, points=0.0)]) == 1.0


def test_a_program_has_a_score_and_a_comment() -> None:
    """The comment is in our words and the author's; what the student's code said is not in it."""
    (result,) = record().exercises
    verdicts = cell_verdicts(PROGRAM, result, "en")
    assert verdicts["double-checks"] == CellVerdict(2.0)
    assert verdicts["double-solution"].comment == "- Every value is doubled. a hint"
    assert not any(verdict.waits for verdict in verdicts.values())


def test_an_answered_essay_waits() -> None:
    """An empty one is a zero that nobody has to give."""
    essays = (essay("why-not"), essay("draw-it", answered=False))
    (result,) = record(essays=essays).exercises
    verdicts = cell_verdicts(WRITTEN, result, "ko")
    assert verdicts["answers-why-not"] == CellVerdict(None)
    assert verdicts["answers-draw-it"] == CellVerdict(0.0)


def test_nothing_to_say_is_no_comment() -> None:
    """So that the box stays empty for a person's."""
    result = ExerciseResult("a", TITLE, 1.0, 1.0, (check(Outcome.PASSED, 1.0),))
    assert comment_on(result, "en") is None
    noted = msgspec.structs.replace(result, notes=(Text(en="A note.", ko="알림."),))
    assert comment_on(noted, "ko") == "- 알림."
