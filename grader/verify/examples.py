"""A step of the gate: small cases show every misconception, and are right themselves."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from grader.assignment import Exercise
from grader.diagnosis import Illustrator, Known
from grader.diagnosis.answer import Answer
from grader.diagnosis.small import Case, SmallCases
from grader.diagnosis.snippet import as_value
from grader.text import LANGUAGES, say
from grader.verify.findings import Finding
from grader.verify.subject import Subject


def examples_are_sound(subject: Subject) -> Iterator[Finding]:
    """Of every exercise that has small cases.

    None differs for the reference as a submission, each number that is worked out is the
    reference's, and each misconception differs on one or is listed with a reason.
    """
    known = Known(subject.assignment)
    illustrator = Illustrator(known)
    for exercise in subject.assignment.exercises:
        small = known.small(exercise)
        if small is None:
            continue
        for wrong in subject.lane.wrong_answers(exercise, subject.submission()):
            yield Finding(
                _where(exercise, wrong.case),
                say(
                    "The reference answers {got} as a submission, expected {expected}.",
                    got=str(wrong.got),
                    expected=str(wrong.expected),
                ),
            )
        for case in small.cases:
            yield from _arithmetic(exercise, case, illustrator.expected(exercise, case))
        yield from _shown(exercise, small, known, illustrator)


def _arithmetic(exercise: Exercise, case: Case, expected: Answer) -> Iterator[Finding]:
    """What is worked out ends in the number that the reference gives."""
    if expected.raised or not isinstance(expected.value, (int, float, np.ndarray, np.generic)):
        return
    numbers = np.asarray(expected.value)
    for index in np.ndindex(numbers.shape):
        said = case.arithmetic(tuple(index))
        end = f"= {as_value(numbers[index])}"
        if said is not None and not all(said[language].endswith(end) for language in LANGUAGES):
            yield Finding(
                _where(exercise, case),
                say(
                    "It works out {said}, expected {expected}.",
                    said=said.en,
                    expected=as_value(numbers[index]),
                ),
            )


def _shown(
    exercise: Exercise, small: SmallCases, known: Known, illustrator: Illustrator
) -> Iterator[Finding]:
    """Each misconception has a counterexample, or a reason why not."""
    names = {misconception.name for misconception in known.misconceptions(exercise)}
    for name in sorted(names):
        has_one = next(illustrator.mistaken(exercise, name), None) is not None
        if not has_one and not small.exceptions.get(name):
            yield Finding(
                f"{exercise.name}: {name}",
                say(
                    "No small case shows this misconception. Add one, or give the reason in "
                    "NO_COUNTEREXAMPLE."
                ),
            )
        if has_one and name in small.exceptions:
            yield Finding(
                f"{exercise.name}: {name}",
                say("NO_COUNTEREXAMPLE lists it, but a small case shows it."),
            )
    for name in sorted(set(small.exceptions) - names):
        yield Finding(f"{exercise.name}: {name}", say("NO_COUNTEREXAMPLE names no misconception."))


def _where(exercise: Exercise, case: Case) -> str:
    inputs = ", ".join(f"{name}={as_value(value)}" for name, value in case.inputs.items())
    return f"{exercise.name}: {case.function.name}({inputs})"
