"""The smallest case on which a student's code is wrong, worked out beside what is right.

The cases are public, and they run in a fresh worker that has seen no hidden check: whatever
the student's code answers, it holds nothing that the student may not know.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from grader.assignment import Exercise
from grader.checks.bench import Bench
from grader.diagnosis.answer import SEED, Answer, Wrong, asked, computed
from grader.diagnosis.known import Known
from grader.diagnosis.small import Case
from grader.errors import ProtocolViolation, WorkerDied, WorkerError
from grader.records import CheckResult, Outcome
from grader.sandbox.transcript import Transcript

_SHOWABLE = (Outcome.FAILED, Outcome.CRASHED)


class Illustrator:
    """Finds counterexamples for one assignment."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._expected: dict[int, Answer] = {}  # by id of the case, which `known` keeps
        self._mistaken: dict[tuple[int, str], Answer] = {}

    def illustrate(
        self,
        exercise: Exercise,
        checks: Sequence[CheckResult],
        transcripts: Mapping[str, Transcript],
        bench: Bench,
    ) -> tuple[CheckResult, ...]:
        """The same results; one failed check for each distinct mistake gets a counterexample.

        A check with a diagnosis gets a case on which that misconception answers as the
        student did; any other check a case that calls nothing which the check did not call.
        """
        failed = [check for check in checks if check.outcome in _SHOWABLE]
        if not failed or not self._known.cases(exercise):
            return tuple(checks)
        student = _Student(self, exercise, bench)
        named = {check.diagnosis.misconception for check in checks if check.diagnosis}
        chosen: dict[str, Wrong] = {}
        told: set[str | int] = set()  # misconceptions and cases
        for check in failed:
            name = check.diagnosis.misconception if check.diagnosis else ""
            if name in told:
                continue
            crashed = check.outcome is Outcome.CRASHED
            found = _ending(self._typical(student, name), crashed=crashed) if name else None
            if found is None and check.id in transcripts:
                called = {call.name for call in transcripts[check.id].calls}
                found = _ending(self._related(student, called, named - {name}), crashed=crashed)
            if found is not None and (name or id(found.case) not in told):
                chosen[check.id] = found
                told |= {name or id(found.case), id(found.case)}
        return tuple(
            replace(check, counterexample=chosen[check.id].shown(exercise.module))
            if check.id in chosen
            else check
            for check in checks
        )

    def wrong_answers(self, exercise: Exercise, bench: Bench) -> Iterator[Wrong]:
        """Every case on which the student's module differs from the reference, smallest first."""
        student = _Student(self, exercise, bench)
        return filter(None, map(student.wrong, self._known.cases(exercise)))

    def mistaken(self, exercise: Exercise, name: str) -> Iterator[Wrong]:
        """Every case on which a misconception differs from the reference, smallest first."""
        for case in self._known.cases(exercise):
            got = self._misconception(exercise, case, name)
            expected = self.expected(exercise, case)
            if not got.is_like(expected):
                yield Wrong(case, got, expected)

    def _typical(self, student: _Student, name: str) -> Iterator[Wrong]:
        """The cases that the misconception answers as the student does."""
        small = self._known.small(student.exercise)
        if small is None or name in small.exceptions:
            return  # as its author says
        for theirs in self.mistaken(student.exercise, name):
            wrong = student.wrong(theirs.case)
            if wrong and theirs.got.is_like(wrong.got):
                yield wrong

    def _related(
        self, student: _Student, called: AbstractSet[str | None], others: Collection[str]
    ) -> Iterator[Wrong]:
        """The cases that are about what a check called, and not the mistake of another."""
        for case in self._known.cases(student.exercise):
            wrong = student.wrong(case) if case.names <= called else None
            if wrong:
                told = (self._misconception(student.exercise, case, name) for name in others)
                if not any(answer.is_like(wrong.got) for answer in told):
                    yield wrong

    def expected(self, exercise: Exercise, case: Case) -> Answer:
        """What the reference makes of a case."""
        if id(case) not in self._expected:
            self._expected[id(case)] = computed(case, self._known.reference(exercise))
        return self._expected[id(case)]

    def _misconception(self, exercise: Exercise, case: Case, name: str) -> Answer:
        key = id(case), name
        if key not in self._mistaken:
            module = self._known.misconception(exercise, name).module
            self._mistaken[key] = computed(case, module)
        return self._mistaken[key]


class _Student:
    """A student's module in a worker of its own, which starts when the first case is asked."""

    def __init__(self, illustrator: Illustrator, exercise: Exercise, bench: Bench) -> None:
        self.exercise = exercise
        self._illustrator = illustrator
        self._bench = bench
        self._found: dict[int, Wrong | None] = {}  # by id of the case
        self._loaded = self._ended = False

    def wrong(self, case: Case) -> Wrong | None:
        """The answer, if it is wrong; None where the case says nothing about the module."""
        if id(case) not in self._found:
            self._found[id(case)] = self._ask(case)
        return self._found[id(case)]

    def _ask(self, case: Case) -> Wrong | None:
        got = self._answer(case)
        expected = self._illustrator.expected(self.exercise, case)
        return None if got is None or got.is_like(expected) else Wrong(case, got, expected)

    def _answer(self, case: Case) -> Answer | None:
        if self._ended:
            return None
        try:
            if not self._loaded:
                self._bench.load()
                self._loaded = True
            return asked(case, self._bench.student(SEED))
        except (WorkerDied, ProtocolViolation):
            return None  # the next case starts another worker
        except WorkerError:  # a limit: what takes long is not tried again
            self._ended = True
            return None


def _ending(found: Iterable[Wrong], *, crashed: bool) -> Wrong | None:
    """The first that ends as the check did, in an exception or without; else the first of all."""
    first = None
    for wrong in found:
        if bool(wrong.got.raised) == crashed:
            return wrong
        first = first or wrong
    return first
