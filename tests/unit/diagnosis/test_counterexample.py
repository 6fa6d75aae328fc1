"""The smallest case on which a student is wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.assignment import Assignment, find
from grader.checks.proxy import Remote
from grader.diagnosis import Illustrator, Known, answer, counterexample
from grader.diagnosis.answer import Answer
from grader.diagnosis.small import Case
from grader.grading import Lane
from grader.records import CheckResult
from grader.stage import StagedSubmission
from grader.verify.subject import Subject

ROOT = Path(__file__).parents[3]
EXERCISES = ("shapes", "im2col", "convolution", "pooling")
linux = pytest.mark.skipif(sys.platform != "linux", reason="grading hidden checks needs Linux")


@pytest.fixture(scope="module")
def subject() -> Iterator[Subject]:
    """The course with a warm lane."""
    assignment = find("assignment5", ROOT)
    with Lane(assignment, secret=bytes(range(32))) as lane:
        yield Subject(assignment, lane)


def graded(subject: Subject, name: str, submission: StagedSubmission) -> tuple[CheckResult, ...]:
    return subject.lane.grade_exercise(subject.assignment.exercise(name), submission).checks


def wrong(subject: Subject, exercise: str, name: str) -> StagedSubmission:
    """The references with one misconception."""
    found = next(m for m in subject.misconceptions if (m.exercise.name, m.name) == (exercise, name))
    return subject.wrong(found)


def edited(subject: Subject, module: str, old: str, new: str) -> StagedSubmission:
    """The references with one edit."""
    source = subject.references[f"{module}.py"]
    assert old in source
    return subject.submission(**{module: source.replace(old, new)})


def test_nine_numbers_show_a_misconception(monkeypatch: pytest.MonkeyPatch) -> None:
    """At least 95 % of those of the numpy exercises."""
    monkeypatch.syspath_prepend(str(ROOT))
    assignment: Assignment = find("assignment5", ROOT)
    known = Known(assignment)
    illustrator = Illustrator(known)
    sizes = [
        next(illustrator.mistaken(assignment.exercise(name), misconception.name)).case.numbers
        for name in EXERCISES
        for misconception in known.misconceptions(assignment.exercise(name))
    ]
    assert len(sizes) >= 28
    assert sum(size <= 9 for size in sizes) >= 0.95 * len(sizes)


@linux
@pytest.mark.parametrize("name", EXERCISES)
def test_the_reference_is_wrong_nowhere(subject: Subject, name: str) -> None:
    """Not even when its answers have crossed to the worker and back."""
    exercise = subject.assignment.exercise(name)
    assert subject.lane.wrong_answers(exercise, subject.submission()) == ()


@linux
def test_a_named_mistake_is_shown_once(subject: Subject) -> None:
    """With inputs, both answers, one number worked out and lines to run."""
    checks = graded(subject, "im2col", wrong(subject, "im2col", "overwrites_overlaps"))
    shown = [check for check in checks if check.counterexample]
    assert [check.id for check in shown] == ["im2col::test_col2im_overlap"]
    example = shown[0].counterexample
    assert example is not None
    assert example.inputs[:2] == (("col", "[[1, 2], [3, 4]]"), ("shape", "(1, 1, 1, 3)"))
    assert (example.got, example.expected) == ("[[[[1, 2, 4]]]]", "[[[[1, 5, 4]]]]")
    assert example.arithmetic is not None
    assert example.arithmetic.en == "image[0, 0, 0, 1] = 2 + 3 = 5"
    assert example.code.endswith("print(col2im(col, (1, 1, 1, 3), 1, 2, 1, 0))")


@linux
def test_a_mistake_without_a_name_is_shown_too(subject: Subject) -> None:
    """By a case that calls nothing else than the failed check did."""
    checks = graded(
        subject, "convolution", edited(subject, "convolution", "sum(axis=0)", "sum(axis=0) + 1")
    )
    by_id = {check.id: check for check in checks}
    failed = by_id["convolution::test_backward_db"]
    assert failed.diagnosis is None
    assert failed.counterexample is not None
    assert "print(layer.db)" in failed.counterexample.code


@linux
def test_a_crash_is_shown_by_a_crash(subject: Subject) -> None:
    """What the student's code raised stands where a result would."""
    checks = graded(
        subject, "im2col", edited(subject, "im2col", "padded = np.pad(", "padded = np.padding(")
    )
    examples = [check.counterexample for check in checks if check.counterexample]
    assert examples
    assert examples[0].got.startswith("AttributeError: module 'numpy' has no attribute")


@linux
def test_a_fair_tie_rule_is_no_counterexample(subject: Subject) -> None:
    """Whoever shares a gradient out among ties is right, whatever else may be wrong."""
    source = subject.references["pooling.py"]
    shared = source.replace(
        "dwindows[np.arange(dout.size), self.winners] = dout.ravel()",
        "dwindows[:] = self.ties * dout.reshape(-1, 1)",
    ).replace(
        "out: np.ndarray = windows.max(axis=1)",
        "out: np.ndarray = windows.max(axis=1)\n"
        "        ties = windows == out[:, None]\n"
        "        self.ties = ties / ties.sum(axis=1, keepdims=True)",
        1,
    )
    submission = subject.submission(pooling=shared)
    assert all(check.score == check.points for check in graded(subject, "pooling", submission))
    assert subject.lane.wrong_answers(subject.assignment.exercise("pooling"), submission) == ()


@linux
@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "raise NotImplementedError",
        "return input_data.dtype",
        "import os; os._exit(1)",
    ],
)
def test_strange_code_does_not_stop_the_grader(subject: Subject, body: str) -> None:
    """Endless, unwritten, odd or deadly: the report comes, with or without an example."""
    old = "    N, C, H, W = input_data.shape\n"
    submission = edited(subject, "im2col", old, f"    {body}\n")
    assert all(check.outcome != "grader_fault" for check in graded(subject, "im2col", submission))


@linux
def test_an_example_knows_nothing_of_hidden_inputs(subject: Subject) -> None:
    """What student code has kept from a check is gone when the small cases run."""
    source = subject.references["im2col.py"].replace(
        "    N, C, H, W = input_data.shape\n",
        "    kept.append(input_data.sum())\n    if len(kept) > 1: return kept[0]\n"
        "    N, C, H, W = input_data.shape\n",
    )
    submission = subject.submission(im2col=source + "\n\nkept = []\n")
    examples = [c.counterexample for c in graded(subject, "im2col", submission)]
    shown = [example.got for example in examples if example]
    assert shown
    assert all(float(got).is_integer() for got in shown)


@linux
def test_an_answer_that_stays_in_the_worker_is_shown_by_its_class(subject: Subject) -> None:
    """It is wrong like any other, and the cases after it are asked all the same."""
    old = "    return _output_size("
    new = "    from fractions import Fraction\n    return Fraction(1) * _output_size("
    checks = graded(subject, "shapes", edited(subject, "shapes", old, new))
    shown = [check.counterexample.got for check in checks if check.counterexample]
    assert shown
    assert set(shown) == {"Fraction"}


@linux
def test_a_case_that_ends_the_worker_does_not_end_the_others(subject: Subject) -> None:
    """The next one is asked of another worker."""
    source = subject.references["shapes.py"].replace(
        "def conv_params(", "def conv_params(*_):\n    import os; os._exit(1)\n\n\ndef right("
    )
    source = source.replace("def conv_macs(", "def conv_macs(*_):\n    return -1\n\n\ndef other(")
    checks = graded(subject, "shapes", subject.submission(shapes=source))
    assert [c.counterexample.got for c in checks if c.counterexample] == ["-1"]


@linux
def test_only_cases_that_tell_are_asked(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a named mistake one that it gets wrong is enough."""
    asked: list[Case] = []

    def noted(case: Case, student: Remote) -> Answer | None:
        asked.append(case)
        return answer.asked(case, student)

    monkeypatch.setattr(counterexample, "asked", noted)
    checks = graded(subject, "im2col", wrong(subject, "im2col", "overwrites_overlaps"))
    assert len([check for check in checks if check.counterexample]) == 1
    assert len(asked) == 1
