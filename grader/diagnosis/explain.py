"""Naming the mistake: the one misconception that answers every call as the student did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import msgspec

from grader.assignment import Exercise
from grader.diagnosis.known import Known
from grader.diagnosis.misconceptions import Misconception
from grader.diagnosis.replays import Asked, Replays
from grader.diagnosis.sameness import STRICT
from grader.records import CheckResult, Diagnosis, Outcome
from grader.sandbox.transcript import Transcript

_EXPLAINABLE = (Outcome.FAILED, Outcome.CRASHED)
_MOST_REPLAYS = 3000  # for one exercise: counted, not timed, so that two runs say the same


class Diagnostician:
    """Tells by their answers which misconceptions of one assignment a student has."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._replays = Replays()

    def diagnose(
        self,
        exercise: Exercise,
        checks: Sequence[CheckResult],
        transcripts: Mapping[str, Transcript],
    ) -> tuple[CheckResult, ...]:
        """The same results, with the mistake named where exactly one explains it.

        A check that several misconceptions explain takes the name that another check of the
        exercise has settled; otherwise it stays without.
        """
        candidates = self._candidates(exercise, checks, transcripts)
        settled = {names[0] for names in candidates.values() if len(names) == 1}
        chosen: dict[str, str] = {}
        for check_id, names in candidates.items():
            agreed = [name for name in names if name in settled]
            if len(agreed) == 1:
                chosen[check_id] = agreed[0]
        explanations = {m.name: m.patch.explanation for m in self._known.misconceptions(exercise)}
        return tuple(
            msgspec.structs.replace(
                check, diagnosis=Diagnosis(chosen[check.id], explanations[chosen[check.id]])
            )
            if check.id in chosen
            else check
            for check in checks
        )

    def _candidates(
        self,
        exercise: Exercise,
        checks: Sequence[CheckResult],
        transcripts: Mapping[str, Transcript],
    ) -> dict[str, list[str]]:
        """Names of the misconceptions that explain each failed check.

        Whoever passes the check that catches a misconception does not have it. One that has
        explained a check alone is tried first, and the others only where it does not explain.
        """
        passed = {check.id for check in checks if check.outcome is Outcome.PASSED}
        possible = [
            m for m in self._known.misconceptions(exercise) if m.patch.caught_by not in passed
        ]
        replays = 0
        found: dict[str, list[str]] = {}
        settled: set[str] = set()
        for check in checks:
            transcript = transcripts.get(check.id)
            if check.outcome not in _EXPLAINABLE or transcript is None:
                continue
            replays += len(possible)
            if replays > _MOST_REPLAYS:
                break
            asked = Asked(transcript)
            strictness = self._strictness(exercise, check, asked)
            if strictness is None:
                continue  # the answers are the reference's: the mistake is not in them
            likely = [m for m in possible if m.name in settled]
            others = [m for m in possible if m.name not in settled]
            explaining = partial(self._explaining, asked, strictness)
            names = found[check.id] = explaining(likely) or explaining(others)
            settled |= set(names if len(names) == 1 else ())
        return found

    def _strictness(self, exercise: Exercise, check: CheckResult, asked: Asked) -> float | None:
        """How near answers must be, so that the reference's are not; None if they always are."""
        if check.outcome is Outcome.CRASHED:
            return 1.0  # the reference would have come to an end
        reference = self._known.reference(exercise)
        for strictness in (1.0, STRICT):
            if not self._replays.explains(asked, reference, strictness):
                return strictness
        return None

    def _explaining(
        self, asked: Asked, strictness: float, misconceptions: Sequence[Misconception]
    ) -> list[str]:
        explains = self._replays.explains
        return [m.name for m in misconceptions if explains(asked, m.module, strictness)]
