"""What a record says of itself, and what of it a student may have."""

from __future__ import annotations

import msgspec
import pytest

from grader.records import (
    CheckResult,
    Confinement,
    Counterexample,
    Diagnosis,
    Difference,
    ExerciseResult,
    GradedSubmission,
    Location,
    Outcome,
    Said,
    Speed,
    SubmissionInfo,
    Timing,
)
from grader.text import Text

WITHHELD = {"said", "output", "flag"}
CHECK = CheckResult(
    id="im2col::test_order",
    title=Text.same("Title."),
    outcome=Outcome.CRASHED,
    score=0.0,
    points=1.0,
    message=Text.same("Your code raised ValueError."),
    said=Said("SECRET 0.4967"),
    hint=Text.same("Hint."),
    difference=Difference((2,), (3,)),
    location=Location("im2col.py", 3, "raise ValueError(x)"),
    output="SECRET 0.4967",
    diagnosis=Diagnosis("name", Text.same("Explanation.")),
    counterexample=Counterexample("code", (("x", "1"),), "1", "2"),
    flag="protocol: SECRET",
    timing=Timing("cpu", 2.0, 1.9, 2.1, 4.5, Speed.PASS, 11, 0.001),
)


def fields_of(check: CheckResult) -> dict[str, object]:
    return msgspec.structs.asdict(check)


def test_a_student_gets_of_a_hidden_check_what_holds_no_inputs() -> None:
    """Everything stays except what student code said or printed, and evidence for a person."""
    copy = fields_of(CHECK.for_student())
    default = {f.name: f.default for f in msgspec.structs.fields(CheckResult)}
    for name, value in fields_of(CHECK).items():
        assert copy[name] == (default[name] if name in WITHHELD else value), name


def test_every_field_of_a_check_is_decided_upon() -> None:
    """A new field of the record is withheld until somebody says otherwise, here too."""
    names = {field.name for field in msgspec.structs.fields(CheckResult)}
    full = {name for name in names if fields_of(CHECK.for_student())[name] not in (None, "")}
    assert full | WITHHELD == names


def test_a_student_gets_all_of_a_public_check_but_the_flag() -> None:
    """Its inputs are the student's own to see; the flag is for a person to judge."""
    public = msgspec.structs.replace(CHECK, public=True)
    assert public.for_student() == msgspec.structs.replace(public, flag=None)


def test_what_was_said_before_any_input_is_no_secret() -> None:
    """A syntax error is told in full: no check had begun when Python met it."""
    said = Said("'(' was never closed", loading=True)
    copy = msgspec.structs.replace(CHECK, said=said).for_student()
    assert (copy.said, copy.output, copy.flag) == (said, "", None)


def test_the_copy_of_a_submission_holds_no_secret() -> None:
    """Every check of every exercise is treated so; scores and points stay."""
    exercise = ExerciseResult("im2col", Text.same("Title"), 0.0, 2.0, (CHECK, CHECK))
    graded = GradedSubmission(
        "hw1", Confinement.NAMESPACES, SubmissionInfo("s", "0"), 0.0, 2.0, (exercise,)
    )
    assert b"SECRET" in graded.to_json()
    assert b"SECRET" not in graded.for_student().to_json()
    assert graded.for_student().for_student() == graded.for_student()
    assert GradedSubmission.from_json(graded.to_json()) == graded


def test_a_record_of_another_form_is_refused() -> None:
    """An unknown field is an error with its place, not a loss."""
    with pytest.raises(msgspec.ValidationError, match="surprise"):
        GradedSubmission.from_json('{"surprise": 1}')


def bonus(outcome: Outcome, score: float) -> GradedSubmission:
    """A duty that is done, and a bonus that ended so."""
    title = Text.same("Title")
    done = CheckResult("im2col::a", title, Outcome.PASSED, 2.0, 2.0)
    extra = CheckResult("fast::a", title, outcome, score, 5.0, timing=CHECK.timing)
    exercises = (
        ExerciseResult("im2col", title, 2.0, 2.0, (done,)),
        ExerciseResult("fast", title, score, 5.0, (extra,), bonus=True),
    )
    info = SubmissionInfo("s", "0")
    return GradedSubmission("hw1", Confinement.NAMESPACES, info, 2.0 + score, 2.0, exercises)


def test_a_bonus_is_no_duty() -> None:
    """Whoever leaves it out, or fails it, has passed everything; what it earned is told."""
    left_out, tried = bonus(Outcome.NOT_ATTEMPTED, 0.0), bonus(Outcome.FAILED, 0.0)
    assert left_out.all_passed
    assert tried.all_passed
    assert left_out.exercises[1].left_out
    assert not tried.exercises[1].left_out
    assert not left_out.exercises[0].left_out
    assert bonus(Outcome.PASSED, 5.0).bonus == 5.0


def test_without_clocks_a_record_repeats() -> None:
    """All but what a clock said stays."""
    graded = bonus(Outcome.PASSED, 5.0)
    copy = graded.without_clocks()
    assert copy.exercises[1].checks[0].timing is None
    assert copy.exercises[0] == graded.exercises[0]
    assert copy.score == graded.score


def test_what_a_clock_said_survives_json() -> None:
    """Also where a program was stopped and its interval has no end."""
    timing = msgspec.structs.replace(CHECK.timing, high=None)
    check = msgspec.structs.replace(CHECK, timing=timing)
    assert msgspec.json.decode(msgspec.json.encode(check), type=CheckResult) == check
