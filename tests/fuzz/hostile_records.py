"""Records whose every text comes from a fuzzed input."""

from __future__ import annotations

from itertools import cycle

from grader.records import (
    CheckResult,
    Confinement,
    Counterexample,
    Diagnosis,
    Difference,
    EssayResult,
    ExerciseResult,
    GradedSubmission,
    Location,
    Outcome,
    Picture,
    RefusedFile,
    Said,
    Speed,
    SubmissionInfo,
    Timing,
)
from grader.text import Text

_NEXT = b"\xfe"  # parts two texts; no UTF-8 has this byte
_TAME = str.maketrans("<>&\"'", "ⲀⲂⲄⲆⲈ")
_MOST_SAID = 2000  # characters; the client of a worker keeps no more of a text
_MOST_PRINTED = 256 << 10  # nor of an output
_OUTCOMES = tuple(Outcome)


class Texts:
    """The texts of an input one after another, from the first again after the last.

    A tame one has other letters in place of those that mean something in HTML and XML, one for
    each, and is the same otherwise.
    """

    def __init__(self, data: bytes, *, tame: bool = False, errors: str = "surrogateescape") -> None:
        pieces = [piece.decode(errors=errors) for piece in data[1:].split(_NEXT)]
        self._texts = cycle([each.translate(_TAME) for each in pieces] if tame else pieces)
        self.choice = data[0] if data else 0  # for what is no text

    def __call__(self) -> str:
        return next(self._texts)[:_MOST_SAID]

    def printed(self) -> str:
        """One as long as what a student's code prints."""
        return next(self._texts)[:_MOST_PRINTED]

    def both(self) -> Text:
        """One for each language."""
        return Text(en=self(), ko=self())


def record(texts: Texts) -> GradedSubmission:
    """Two exercises, three checks and an essay, with everything that a report can show."""
    outcomes = [_OUTCOMES[(texts.choice + 4 * n) % len(_OUTCOMES)] for n in range(2)]
    checks = (check(texts, outcomes[0]), check(texts, outcomes[1]), _timed(texts))
    score = sum(each.score for each in checks)
    first = ExerciseResult(
        texts(),
        texts.both(),
        score,
        3.0,
        checks,
        graded_with_reference=(texts(),),
        notes=(texts.both(),),
        bonus=texts.choice % 16 == 5,
    )
    essays = (
        EssayResult(texts(), texts.both(), 1.0, answered=True, notes=(texts.both(),), number=1),
        EssayResult(texts(), texts.both(), 2.0, answered=False),
    )
    second = ExerciseResult(
        texts(), texts.both(), 0.0, 0.0, (), hidden_checks=texts.choice % 8 // 7, essays=essays
    )
    confinement = list(Confinement)[texts.choice % 4]
    exercises = (first, second)
    return GradedSubmission(
        texts(), confinement, _info(texts), score, 3.0, exercises, needs_person=1.0
    )


def _info(texts: Texts) -> SubmissionInfo:
    return SubmissionInfo(
        texts(),
        texts(),
        files=(texts(),),
        ignored=(texts(), texts(), texts(), texts()),
        refused=(RefusedFile(texts(), texts.both()),),
        notes=(texts.both(),),
    )


def check(texts: Texts, outcome: Outcome) -> CheckResult:
    """One check that ended so, with all there is to say."""
    odd = bool(texts.choice & 1)
    return CheckResult(
        texts(),
        texts.both(),
        outcome,
        1.0 if outcome is Outcome.PASSED else 0.0,
        1.0,
        public=odd,
        message=texts.both(),
        said=Said(texts(), loading=not odd),
        hint=texts.both(),
        difference=_difference(texts),
        location=Location(texts(), texts.choice, texts(), texts.choice % 7 or None),
        output=texts.printed(),
        diagnosis=Diagnosis(texts(), texts.both()),
        counterexample=example(texts),
        flag=texts(),
    )


def example(texts: Texts) -> Counterexample:
    """A small case."""
    inputs = (("x", texts()), ("W", texts()), ("stride", texts()), (texts(), texts()))
    return Counterexample(texts(), inputs, texts(), texts(), texts.both())


def _difference(texts: Texts) -> Difference:
    shape = (2, texts.choice % 3)
    pattern = texts.both() if texts.choice & 2 else None
    return Difference(shape, (2, 1), (texts(), texts()), (0, 0), 1, 2, 0.5, pattern, (texts(),))


def _timed(texts: Texts) -> CheckResult:
    speed = list(Speed)[texts.choice % 5]
    low = texts.choice / 16
    timing = Timing(
        texts(),
        ratio=low,
        low=low,
        high=None if texts.choice & 1 else low + 1,
        threshold=3.0,
        speed=speed,
        blocks=9,
        reference_s=0.001,
        naive_ratio=90.0,
        roof_ratio=0.5,
        roof_by=texts(),
        try_next=texts.both(),
        nickname=texts(),
    )
    pictures = (Picture(texts.both(), ("0129", "9210")),)
    outcome = Outcome.FAILED if speed is Speed.FAIL else Outcome.PASSED
    return CheckResult(
        texts(), texts.both(), outcome, 1.0, 1.0, message=texts.both(), timing=timing,
        pictures=pictures,
    )  # fmt: skip
