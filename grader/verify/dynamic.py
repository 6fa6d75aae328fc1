"""Steps of the gate that grade: stub, reference, answers without understanding, misconceptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from grader.assignment import Assignment
from grader.diagnosis.misconceptions import Misconception
from grader.grading import Lane
from grader.limits import Limits
from grader.records import CheckResult, ExerciseResult, GradedSubmission, Outcome
from grader.text import Text, say
from grader.verify.findings import Finding
from grader.verify.lazy import lazy_variants
from grader.verify.static import value_checks
from grader.verify.stubs import stub_for
from grader.verify.subject import Subject, staged

REFERENCE_RUNS = 5
_DECIDED_WELL = (Outcome.PASSED, Outcome.SKIPPED)  # without a GPU its checks decide nothing
_NOT_CAUGHT = (Outcome.PASSED, Outcome.BLOCKED, Outcome.SKIPPED)
_UNTOUCHED = (Outcome.NOT_ATTEMPTED, Outcome.BLOCKED)


def stub_scores_nothing(subject: Subject) -> Iterator[Finding]:
    """On the stubs every check is not_attempted or blocked."""
    stubs = {e.file: stub_for(subject.assignment, e) for e in subject.assignment.exercises}
    unfilled = {e.file: stubs.pop(e.file).encode() for e in subject.written}
    record = subject.lane.run(staged(stubs, unfilled))
    if record.needs_person:
        yield Finding("stub", say("An essay counts as answered in the unfilled file."))
    for check in _checks(record):
        if check.outcome not in _UNTOUCHED or check.score:
            yield _outcome(check, "not_attempted, blocked")


def reference_scores_everything(subject: Subject) -> Iterator[Finding]:
    """The reference passes every check, again and again, with half of every limit."""
    submission = subject.submission()
    with Lane(_half_limits(subject), subject.lane.confinement) as lane:
        records = [lane.run(submission) for _ in range(REFERENCE_RUNS)]
    for check in _checks(records[0]):
        if check.outcome not in _DECIDED_WELL:
            yield _outcome(check, "passed")
    for number, record in enumerate(records[1:], 2):
        if record.without_clocks() != records[0].without_clocks():
            yield Finding("reference", say("Run {number} gave another record.", number=number))


def lazy_answers_score_nothing(subject: Subject) -> Iterator[Finding]:
    """Empty, zero, constant and echoed answers pass no check that compares values."""
    for exercise in subject.assignment.programs:
        comparing = value_checks(subject.solutions / "checks" / f"test_{exercise.name}.py")
        for kind, source in lazy_variants(subject.references[exercise.file]).items():
            submission = subject.submission(**{exercise.module: source})
            for check in subject.lane.grade_exercise(exercise, submission).checks:
                if check.outcome is Outcome.GRADER_FAULT:
                    yield Finding(f"{check.id} ({kind})", _fault(check))
                elif check.id.partition("::")[2] in comparing and check.score:
                    yield Finding(check.id, say("It passes with {kind} answers.", kind=kind))


def misconceptions_are_caught(subject: Subject) -> Iterator[Finding]:
    """Each is caught by the check it names and costs nothing in any other exercise."""
    known = {check.id for checks in subject.lane.session.checks().values() for check in checks}
    for misconception in subject.misconceptions:
        if misconception.patch.caught_by not in known:
            yield Finding(
                misconception.name,
                say("CAUGHT_BY names no check: {name}", name=misconception.patch.caught_by),
            )
            continue
        concerned = _concerned(subject.assignment, misconception.exercise.name)
        record = subject.lane.run(subject.wrong(misconception), concerned)
        for result in record.exercises:
            if result.name == misconception.exercise.name:
                yield from _caught(misconception, result)
            elif result.score < result.points:
                yield Finding(
                    misconception.name,
                    say("It also costs points in {exercise}.", exercise=result.name),
                )


def _concerned(assignment: Assignment, name: str) -> list[str]:
    """The exercises that a mistake in one could cost points in: it, and what builds on it."""
    return [e.name for e in assignment.exercises if name in {e.name, *assignment.builds_on(e)}]


def _caught(misconception: Misconception, result: ExerciseResult) -> Iterator[Finding]:
    for check in result.checks:
        if check.outcome is Outcome.GRADER_FAULT:
            yield Finding(f"{misconception.name}: {check.id}", _fault(check))
        named = check.id == misconception.patch.caught_by
        if named and check.outcome in _NOT_CAUGHT:
            yield Finding(
                misconception.name,
                say(
                    "The check it names does not catch it: {check} is {outcome}.",
                    check=check.id,
                    outcome=check.outcome.value,
                ),
            )


def _half_limits(subject: Subject) -> Assignment:
    assignment = subject.assignment

    def half(limits: Limits) -> Limits:
        values = {name: getattr(limits, name) for name in limits.__struct_fields__}
        return Limits(**{name: type(value)(value / 2) for name, value in values.items()})

    exercises = tuple(
        msgspec.structs.replace(exercise, limits=half(assignment.limits_of(exercise)))
        for exercise in assignment.exercises
    )
    return replace(assignment, exercises=exercises)


def _checks(record: GradedSubmission) -> Iterator[CheckResult]:
    for exercise in record.exercises:
        yield from exercise.checks


def _outcome(check: CheckResult, expected: str) -> Finding:
    message = say(
        "got {got}, expected {expected}. {why}",
        got=check.outcome.value,
        expected=expected,
        why=check.flag or (check.message.en if check.message else ""),
    )
    return Finding(check.id, message)


def _fault(check: CheckResult) -> Text:
    return say("The check itself fails: {why}", why=check.flag or "")
