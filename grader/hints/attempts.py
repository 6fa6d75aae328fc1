"""How often each check of a submission has not passed, kept between runs."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Self

import msgspec
import platformdirs

from grader.errors import GraderFault
from grader.records import CheckResult, GradedSubmission, Outcome
from grader.text import say

_NO_ATTEMPT = (
    Outcome.PASSED,
    Outcome.SKIPPED,
    Outcome.NOT_ATTEMPTED,
    Outcome.BLOCKED,
    Outcome.GRADER_FAULT,
)


def is_attempt(check: CheckResult) -> bool:
    """It was tried and did not pass."""
    return check.outcome not in _NO_ATTEMPT


class _Count(msgspec.Struct, forbid_unknown_fields=True):
    versions: int
    last_sha256: str  # of the submission; grading it again is no new attempt


class Attempts:
    """Counts of one submission; a file of its own, which only hints depend on."""

    def __init__(self, path: Path) -> None:
        """Read `path`, if it is there; `GraderFault` if it cannot be used."""
        self._path = path
        try:
            self._counts = msgspec.json.decode(path.read_bytes(), type=dict[str, _Count])
        except FileNotFoundError:
            self._counts = {}
        except (OSError, msgspec.MsgspecError) as error:
            raise _unusable(path, error) from None

    @classmethod
    def of(cls, assignment: str, submission_id: str) -> Self:
        """Those of a submission on this machine."""
        name = hashlib.blake2b(submission_id.encode(), digest_size=16).hexdigest()
        return cls(platformdirs.user_state_path("grade") / assignment / f"{name}.json")

    def count(self, check_id: str) -> int:
        """In how many versions a check has not passed."""
        return self._counts[check_id].versions if check_id in self._counts else 0

    def note(self, graded: GradedSubmission) -> None:
        """Count every check of `graded` that was tried and did not pass."""
        sha256 = graded.submission.sha256
        new = [
            check
            for exercise in graded.exercises
            for check in exercise.checks
            if is_attempt(check) and self._is_new(check, sha256)
        ]
        for check in new:
            self._counts[check.id] = _Count(self.count(check.id) + 1, sha256)
        if new:
            self._save()

    def _is_new(self, check: CheckResult, sha256: str) -> bool:
        known = self._counts.get(check.id)
        return known is None or known.last_sha256 != sha256

    def _save(self) -> None:
        partial = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(msgspec.json.encode(self._counts))
            partial.replace(self._path)
        except OSError as error:
            raise _unusable(self._path, error) from None


def _unusable(path: Path, error: Exception) -> GraderFault:
    return GraderFault(
        say(
            "Attempts are counted in {file}, which cannot be used: {error}. Delete it or make "
            "its folder writable, and try again.",
            file=path,
            error=error,
        )
    )
