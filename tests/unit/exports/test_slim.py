"""Slim entries count as whole ones do, and a class shares them."""

from __future__ import annotations

from msgspec.structs import replace

from grader.exports.class_csv import class_csv
from grader.exports.class_members import members
from grader.exports.slim import Slimmer
from grader.exports.standing import Standing
from grader.records import CheckResult, Diagnosis, Outcome
from grader.reports.class_report import class_report
from grader.text import Text
from tests.unit.exports import verdicts
from tests.verdicts import fault, graded, rejected

WHOLE = graded("1", record=verdicts.record())


def slim_check(outcome: Outcome) -> CheckResult:
    record = Slimmer().slim(graded("1", record=verdicts.record(outcome))).record
    assert record is not None
    return record.exercises[0].checks[0]


def test_every_count_is_the_same() -> None:
    """Tables and reports of a class say the same of both, whatever became of a submission."""
    slimmer = Slimmer()
    entries = [WHOLE, graded("2", record=verdicts.with_bonus(Outcome.FAILED)), rejected("3")]
    entries.append(fault("4"))
    whole, slim = (
        [Standing(each.key.student, each, 1, {"why-not": 0.5}) for each in kind]
        for kind in (entries, map(slimmer.slim, entries))
    )
    assert whole != slim
    assert class_csv(whole) == class_csv(slim)
    assert class_report("hw1", members(whole)) == class_report("hw1", members(slim))


def test_what_is_only_read_is_gone() -> None:
    """But for what happened where the failure is ours."""
    failed, ours = slim_check(Outcome.FAILED), slim_check(Outcome.GRADER_FAULT)
    assert (failed.output, failed.said, failed.message) == ("", None, None)
    assert (ours.output, ours.said) == ("", None)
    assert ours.message is not None


def test_a_diagnosis_and_a_flag_stay() -> None:
    """A report of the class names them."""
    diagnosis = Diagnosis("swaps_axes", Text.same("You swapped the axes."))
    check = verdicts.check(Outcome.FAILED, diagnosis=diagnosis, flag="odd")
    exercise = verdicts.record().exercises[0]
    record = replace(verdicts.record(), exercises=(replace(exercise, checks=(check,)),))
    slim = Slimmer().slim(graded(record=record)).record
    assert slim is not None
    (kept,) = slim.exercises[0].checks
    assert (kept.diagnosis, kept.flag) == (diagnosis, "odd")


def test_a_class_has_what_is_alike_once() -> None:
    """However many students solved an exercise, there is one result of it in memory."""
    slimmer = Slimmer()
    first, second = (slimmer.slim(graded(who, record=verdicts.record())) for who in "12")
    assert first.record is not None
    assert second.record is not None
    assert first.record.exercises[0] is second.record.exercises[0]
