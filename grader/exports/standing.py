"""Where each student of a class stands: the submission that counts, and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from grader.answers.rubric import Rubric
from grader.hints import is_attempt
from grader.ledger import Entry, Mark
from grader.records import CheckResult, ExerciseResult, Outcome

Counting = Callable[[Sequence[Entry]], Entry]  # of the versions of one student, which one counts
Marks = Mapping[str, float]  # points by the id of the essay, or of the check that is corrected


@dataclass(frozen=True)
class Standing:
    """One student; every export is made of these."""

    student: str
    entry: Entry | None  # None if nothing was handed in; slim or in full
    versions: int  # different submissions that were graded or rejected
    marks: Marks  # what persons gave on this version
    name: str = ""  # as the roster has it
    section: str = ""
    comments: Mapping[str, str] = field(default_factory=dict)  # of persons, by what they marked
    tries: Mapping[str, int] = field(default_factory=dict)  # versions that did not pass, by check

    @property
    def status(self) -> str:
        """graded, rejected, fault or missing."""
        return str(self.entry.status) if self.entry else "missing"

    @property
    def score(self) -> float:
        """What checks gave, before lateness; where a person corrected one, what they gave."""
        machine = self._machine
        corrected = sum(
            self.marks[key] - machine[key] for key in machine.keys() & self.marks.keys()
        )
        return (self.entry.record.score if self.entry and self.entry.record else 0.0) + corrected

    @property
    def adjusted(self) -> float:
        """`score` after lateness, exact in decimals."""
        factor = self.entry.lateness_factor if self.entry else 0.0
        return float(Decimal(str(self.score)) * Decimal(str(factor)))

    @property
    def marked(self) -> float:
        """What persons gave for what no check looks at."""
        return sum(self.marks[key] for key in self.marks.keys() - self._machine.keys())

    @property
    def _machine(self) -> dict[str, float]:
        """Scores by the id of the check, and by the name of the exercise."""
        checks = {check.id: check.score for e in self._exercises for check in e.checks}
        return checks | {exercise.name: exercise.score for exercise in self._exercises}

    @property
    def _exercises(self) -> tuple[ExerciseResult, ...]:
        record = self.entry.record if self.entry else None
        return record.exercises if record else ()

    @property
    def waiting(self) -> float:
        """Points of essays that no person has graded yet, and of checks on which we failed."""
        essays = (essay for exercise in self._exercises for essay in exercise.essays)
        read = sum(e.points for e in essays if e.answered and e.id not in self.marks)
        return read + sum(check.undecided for check in self.faults)

    @property
    def faults(self) -> tuple[CheckResult, ...]:
        """Checks that neither we nor a person has decided."""
        exercises = (each for each in self._exercises if each.name not in self.marks)
        checks = (check for exercise in exercises for check in exercise.checks)
        ours = (check for check in checks if check.outcome is Outcome.GRADER_FAULT)
        return tuple(check for check in ours if check.id not in self.marks)

    @property
    def total(self) -> float | None:
        """`adjusted` and `marked`; None where a person or we have not done our part yet."""
        record = self.entry.record if self.entry else None
        if record is None or self.faults or self.waiting:
            return None
        return self.adjusted + self.marked


def standings(
    entries: Iterable[Entry],
    marks: Iterable[Mark],
    *,
    rubrics: Sequence[Rubric],
    counting: Counting,
    students: Iterable[str] = (),
) -> list[Standing]:
    """One for each student of `entries` and `students`, in the order of their ids."""
    newest: dict[str, dict[str, Entry]] = {student: {} for student in students}
    for entry in entries:
        _take(newest.setdefault(entry.key.student, {}), entry)
    marks = list(marks)
    given, comments = _points_given(marks, rubrics), _comments(marks)
    found = []
    for student in sorted(newest):
        versions = list(newest[student].values())
        counts = counting(versions) if versions else None
        sha256 = counts.key.submission_sha256 if counts else ""
        version = (student, sha256)
        found.append(
            Standing(
                student,
                counts,
                len(versions),
                given.get(version, {}),
                comments=comments.get(version, {}),
                tries=_tries(versions),
            )
        )
    return found


def _tries(versions: Iterable[Entry]) -> Mapping[str, int]:
    records = (entry.record for entry in versions if entry.record)
    exercises = (exercise for record in records for exercise in record.exercises)
    checks = (check for exercise in exercises for check in exercise.checks)
    return Counter(check.id for check in checks if is_attempt(check))


def _take(versions: dict[str, Entry], entry: Entry) -> None:
    """A regrade stands in place of what it regraded; a fault of ours takes no verdict away."""
    known = versions.get(entry.key.submission_sha256)
    if entry.settled or known is None or not known.settled:
        versions[entry.key.submission_sha256] = entry


def _points_given(
    marks: Iterable[Mark], rubrics: Sequence[Rubric]
) -> dict[tuple[str, str], dict[str, float]]:
    """By student and submission, the points of each essay; the newest decision counts."""
    by_id = {rubric.id: rubric for rubric in rubrics}
    given: dict[tuple[str, str], dict[str, float]] = {}
    for mark in marks:
        essays = given.setdefault((mark.student, mark.submission_sha256), {})
        essays.pop(mark.question, None)
        points = points_of(mark, by_id.get(mark.question))
        if points is not None and not mark.withdrawn:
            essays[mark.question] = points
    return given


def _comments(marks: Iterable[Mark]) -> dict[tuple[str, str], dict[str, str]]:
    """By student and submission, what the newest decision on each essay says in words."""
    said: dict[tuple[str, str], dict[str, str]] = {}
    for mark in marks:
        essays = said.setdefault((mark.student, mark.submission_sha256), {})
        essays.pop(mark.question, None)
        if mark.comment and not mark.withdrawn:
            essays[mark.question] = mark.comment
    return said


def points_of(mark: Mark, rubric: Rubric | None) -> float | None:
    """What a decision comes to under the rubric of today.

    None where the rubric has lost an item that was given: the answer waits for a person again.
    """
    if rubric is None:
        return None if mark.items else max(mark.adjustment, 0.0)
    return rubric.score(mark.items, mark.adjustment)
