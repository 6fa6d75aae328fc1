"""What grading leaves behind: frozen, typed, versioned. Reports and exports read only this.

Documented field by field in docs/reference/record.md.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Final

import msgspec

from grader.text import Text

FORMAT_VERSION: Final = 1
PICTURE_PIXELS: Final = 64  # a side, at most

_PictureRow = Annotated[str, msgspec.Meta(pattern="^[0-9]*$", max_length=PICTURE_PIXELS)]


class Outcome(StrEnum):
    """How one check ended."""

    PASSED = "passed"
    FAILED = "failed"  # the code ran and its answer is wrong
    CRASHED = "crashed"  # student exception or dead worker
    OVER_LIMIT = "over_limit"  # time, memory or output
    NOT_ATTEMPTED = "not_attempted"  # the stub is still there
    BLOCKED = "blocked"  # a check it builds on did not pass
    SKIPPED = "skipped"  # optional hardware is absent; costs nobody a point
    REJECTED = "rejected"  # the file was not taken in
    GRADER_FAULT = "grader_fault"  # our failure: neither zero nor pass


class Confinement(StrEnum):
    """How strictly student code was held, weakest first."""

    UNCONFINED = "unconfined"
    LANDLOCK = "landlock"  # Landlock, seccomp, rlimits; no namespaces
    NAMESPACES_WITHOUT_LANDLOCK = "namespaces_without_landlock"
    NAMESPACES = "namespaces"  # everything

    @property
    def strictness(self) -> int:
        """Position on the ladder, 0 = none."""
        return list(Confinement).index(self)


class _Record(msgspec.Struct, frozen=True, omit_defaults=False, forbid_unknown_fields=True):
    pass


class Location(_Record, frozen=True):
    """A line of the student's own file."""

    file: str
    line: int  # counted from 1
    source: str  # the line itself, without its indentation
    column: int | None = None  # of a syntax error, counted from 1 in `source`


class Difference(_Record, frozen=True):
    """How a returned array differs from the expected one; says no expected value."""

    got_shape: tuple[int, ...]
    expected_shape: tuple[int, ...]
    axes: tuple[str, ...] = ()  # names of the axes, as many as dimensions
    first_index: tuple[int, ...] | None = None  # of the first wrong element, row-major
    wrong: int | None = None  # how many elements are wrong
    total: int | None = None  # of how many
    largest: float | None = None  # largest absolute difference, two significant digits
    pattern: Text | None = None  # where the wrong elements are, or how they are wrong
    map: tuple[str, ...] = ()  # last two axes at the first wrong one, "x" wrong and "." right


class Diagnosis(_Record, frozen=True):
    """The named mistake that explains what the student returned."""

    misconception: str
    explanation: Text


class Counterexample(_Record, frozen=True):
    """A small case with public inputs on which the student's answer is wrong."""

    code: str  # a few lines that repeat it in the student's folder
    inputs: tuple[tuple[str, str], ...]  # (name, value as Python writes it)
    got: str
    expected: str
    arithmetic: Text | None = None  # how one number of the expected result comes about


class Said(_Record, frozen=True):
    """What student code could put into words of its own: an exception's text, a class's name."""

    text: str
    loading: bool = False  # said while the module was loaded, before any input of a check


class Speed(StrEnum):
    """What timing says of one threshold."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    BORDERLINE = "borderline"  # too close to tell; decided for the student
    RETRY = "retry"  # this machine was too restless: nothing is decided
    REVIEW = "review"  # something is odd: a person decides


class Timing(_Record, frozen=True):
    """How fast student code was, next to the reference on the same machine in the same minute."""

    device: str  # such as "cpu"
    ratio: float  # time over the reference's: 2.0 is twice as slow
    low: float  # the ratio's interval
    high: float | None  # None: it was stopped, so the ratio is at least this
    threshold: float  # what this check allows
    speed: Speed
    blocks: int  # of one chain of the student's and two of the reference's
    reference_s: float  # one call of the reference
    naive_ratio: float | None = None  # of the naive program that students are given
    roof_ratio: float | None = None  # of the least time that this machine allows
    roof_flops_per_s: float | None = None
    roof_bytes_per_s: float | None = None
    roof_by: str = ""  # how the first was measured: "fma", "matmul"
    try_next: Text | None = None  # from where the time goes
    nickname: str = ""  # for the leaderboard, in the student's own words; empty: not on it


class Picture(_Record, frozen=True):
    """A small grey picture, such as filters after training."""

    title: Text
    rows: Annotated[  # a digit a pixel, from 0, dark, to 9, bright
        tuple[_PictureRow, ...], msgspec.Meta(max_length=PICTURE_PIXELS)
    ]


class CheckResult(_Record, frozen=True):
    """One check on one submission."""

    id: str  # exercise::function, stable across releases
    title: Text
    outcome: Outcome
    score: float  # earned
    points: float  # worth
    public: bool = False  # the student has this check's source
    message: Text | None = None  # what happened, in the grader's words alone
    said: Said | None = None  # in the words of the student's code
    hint: Text | None = None  # the author's
    difference: Difference | None = None
    location: Location | None = None  # where the student's code raised
    output: str = ""  # what the code printed during this check; shown, never parsed
    diagnosis: Diagnosis | None = None
    counterexample: Counterexample | None = None
    pictures: tuple[Picture, ...] = ()  # drawn in a worker that saw public inputs alone
    flag: str | None = None  # evidence for a person, e.g. of a protocol violation
    timing: Timing | None = None  # of a check with a clock

    @property
    def undecided(self) -> float:
        """Points that are neither earned nor lost, for the failure is ours."""
        return self.points - self.score if self.outcome is Outcome.GRADER_FAULT else 0.0

    def for_student(self) -> CheckResult:
        """The copy that a student may have: of a hidden check nothing that could hold its inputs.

        A field that is not named here is withheld.
        """
        kept = set(_STUDENTS_MAY_SEE)
        if self.public:
            kept |= {"said", "output"}
        if self.said and self.said.loading:
            kept.add("said")
        return CheckResult(**{name: getattr(self, name) for name in kept})


# Of a check whose inputs are hidden. Why so: docs/adr/0009-what-a-student-may-see.md.
_STUDENTS_MAY_SEE: Final = (
    "id",
    "title",
    "outcome",
    "score",
    "points",
    "public",
    "message",
    "hint",
    "difference",
    "location",
    "diagnosis",
    "counterexample",
    "pictures",
    "timing",
)


class EssayResult(_Record, frozen=True):
    """One question that a person grades; the machine looks at its form only."""

    id: str  # of its heading
    title: Text
    points: float  # worth
    answered: bool  # if not, its points are lost and wait for nobody
    notes: tuple[Text, ...] = ()  # on its form; they cost nothing
    number: int | None = None  # of its heading


class ExerciseResult(_Record, frozen=True):
    """One exercise on one submission."""

    name: str
    title: Text
    score: float
    points: float
    checks: tuple[CheckResult, ...]
    graded_with_reference: tuple[str, ...] = ()  # exercises replaced because theirs failed
    notes: tuple[Text, ...] = ()  # worth saying, costs nothing
    hidden_checks: int = 0  # waiting: this machine has no hidden checks
    hidden_points: float = 0.0  # what they are worth
    essays: tuple[EssayResult, ...] = ()  # those answered wait for a person
    bonus: bool = False  # its score is added to the total, its points are not

    @property
    def left_out(self) -> bool:
        """A bonus that nobody tried for."""
        begun = {check.outcome for check in self.checks} - {Outcome.NOT_ATTEMPTED, Outcome.BLOCKED}
        return self.bonus and not begun

    @property
    def needs_person(self) -> float:
        """Points that wait for a person; no part of `points`."""
        return sum((essay.points for essay in self.essays if essay.answered), 0.0)


class RefusedFile(_Record, frozen=True):
    """A file of the submission that was not taken in."""

    name: str
    reason: Text


class SubmissionInfo(_Record, frozen=True):
    """Which bytes were graded."""

    id: str
    sha256: str
    files: tuple[str, ...] = ()  # taken in
    ignored: tuple[str, ...] = ()  # there, but not part of the assignment
    refused: tuple[RefusedFile, ...] = ()
    notes: tuple[Text, ...] = ()


class GradedSubmission(_Record, frozen=True):
    """The whole verdict."""

    assignment: str
    confinement: Confinement
    submission: SubmissionInfo
    score: float  # earned by machine checks
    points: float  # worth of everything that is decided
    exercises: tuple[ExerciseResult, ...]
    needs_person: float = 0.0  # points that wait for a person
    format_version: int = FORMAT_VERSION

    def to_json(self) -> bytes:
        """One JSON document, keys in the order of the fields."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2)

    @classmethod
    def from_json(cls, document: bytes | str) -> GradedSubmission:
        """Read a record back; raises `msgspec.ValidationError` with the place of the error."""
        return msgspec.json.decode(document, type=cls)

    def for_student(self) -> GradedSubmission:
        """The copy that the student may have; whatever leaves for a student is made of it."""
        return self._with_checks(CheckResult.for_student)

    def _with_checks(self, change: Callable[[CheckResult], CheckResult]) -> GradedSubmission:
        return msgspec.structs.replace(
            self,
            exercises=tuple(
                msgspec.structs.replace(exercise, checks=tuple(map(change, exercise.checks)))
                for exercise in self.exercises
            ),
        )

    @property
    def all_passed(self) -> bool:
        """Every check that counts passed, and every essay is answered; a bonus is no duty."""
        return all(
            check.outcome in (Outcome.PASSED, Outcome.SKIPPED)
            for exercise in self.exercises
            for check in exercise.checks
            if not exercise.bonus
        ) and all(essay.answered for exercise in self.exercises for essay in exercise.essays)

    @property
    def bonus(self) -> float:
        """The part of `score` that came on top."""
        return sum((exercise.score for exercise in self.exercises if exercise.bonus), 0.0)

    def without_clocks(self) -> GradedSubmission:
        """The copy without what a clock said, which is another in every run."""
        return self._with_checks(lambda check: msgspec.structs.replace(check, timing=None))

    @property
    def grader_faults(self) -> tuple[CheckResult, ...]:
        """Checks that we could not grade."""
        return tuple(
            check
            for exercise in self.exercises
            for check in exercise.checks
            if check.outcome is Outcome.GRADER_FAULT
        )
