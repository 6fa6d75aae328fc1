"""The author's gate: an assignment that does not pass it is not released."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.assignment import Assignment
from grader.grading import Lane
from grader.text import Text, say
from grader.verify import dynamic, examples, speeds, static, written
from grader.verify.findings import Finding, StepResult
from grader.verify.mutants import mutate
from grader.verify.subject import Subject

_Step = Callable[[Subject], Iterator[Finding]]


def _steps() -> tuple[tuple[Text, _Step], ...]:
    return (
        (say("Every sentence is there in Korean and English"), static.texts_are_bilingual),
        (say("Points and checks add up"), static.points_add_up),
        (say("Stubs are up to date"), static.stubs_are_up_to_date),
        (say("Students' files reveal nothing"), static.nothing_is_revealed),
        (say("Every question has its check or essay"), written.questions_fit),
        (say("Every essay has a rubric that adds up"), written.essays_can_be_graded),
        (say("Wrong written answers score 0"), written.wrong_answers_score_nothing),
        (say("The stub scores 0"), dynamic.stub_scores_nothing),
        (
            say("The reference scores full, five times, with half of every limit"),
            dynamic.reference_scores_everything,
        ),
        (
            say("Empty, zero, constant and echoed answers score 0"),
            dynamic.lazy_answers_score_nothing,
        ),
        (
            say("Every misconception is caught where it says"),
            dynamic.misconceptions_are_caught,
        ),
        (say("Every misconception shows on a small case"), examples.examples_are_sound),
        (say("Thresholds of time are far from usual solutions"), speeds.speeds_are_apart),
    )


def verify(assignment: Assignment) -> Iterator[StepResult]:
    """Go through the gate step by step; every step runs, whatever was found before."""
    with Lane(assignment) as lane:
        subject = Subject(assignment, lane)
        for title, step in _steps():
            yield StepResult(title, tuple(step(subject)))
        for score in mutate(subject):
            yield StepResult(
                say("Mutants of {file} are caught", file=score.file),
                score.findings,
                say(
                    "{killed} of {total} caught, {equivalent} declared equivalent: {score} %",
                    killed=score.killed,
                    total=score.total,
                    equivalent=score.equivalent,
                    score=f"{score.score:.1f}",
                ),
            )
