"""Counting, across runs."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from grader.errors import GraderFault
from grader.hints.attempts import Attempts
from grader.records import (
    CheckResult,
    Confinement,
    ExerciseResult,
    GradedSubmission,
    Outcome,
    SubmissionInfo,
)
from grader.text import Text

TITLE = Text.same("One")


def graded(version: str, outcome: Outcome = Outcome.FAILED) -> GradedSubmission:
    check = CheckResult("a::test_one", TITLE, outcome, 0.0, 1.0)
    exercise = ExerciseResult("a", TITLE, 0.0, 1.0, (check,))
    info = SubmissionInfo("2023", version)
    return GradedSubmission("hw1", Confinement.NAMESPACES, info, 0.0, 1.0, (exercise,))


def test_versions_count_not_runs(tmp_path: Path) -> None:
    """Grading the same files again is no attempt; another version is one."""
    attempts = Attempts(tmp_path / "counts.json")
    for version in ("v1", "v1", "v2", "v2"):
        attempts.note(graded(version))
    assert attempts.count("a::test_one") == 2
    assert attempts.count("a::test_two") == 0


@pytest.mark.parametrize(
    "outcome", [Outcome.PASSED, Outcome.NOT_ATTEMPTED, Outcome.BLOCKED, Outcome.GRADER_FAULT]
)
def test_what_is_no_attempt(tmp_path: Path, outcome: Outcome) -> None:
    """Only what ran and went wrong counts, and only then is anything written."""
    attempts = Attempts(tmp_path / "counts.json")
    attempts.note(graded("v1", outcome))
    assert attempts.count("a::test_one") == 0
    assert not list(tmp_path.iterdir())


def test_counts_are_kept(tmp_path: Path) -> None:
    """The next run goes on where this one ended, and no half-written file is left."""
    path = tmp_path / "deep" / "counts.json"
    Attempts(path).note(graded("v1"))
    again = Attempts(path)
    again.note(graded("v1"))
    again.note(graded("v2"))
    assert Attempts(path).count("a::test_one") == 2
    assert [each.name for each in path.parent.iterdir()] == ["counts.json"]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": 1}', b"\xff"])
def test_a_broken_file(tmp_path: Path, content: bytes) -> None:
    """It is named, with what to do."""
    path = tmp_path / "counts.json"
    path.write_bytes(content)
    with pytest.raises(GraderFault, match=r"counts\.json.*Delete it"):
        Attempts(path)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """It is named too: nobody shall wonder why no hint ever opens."""
    (tmp_path / "file").write_text("")
    attempts = Attempts.__new__(Attempts)
    attempts._path, attempts._counts = tmp_path / "file" / "counts.json", {}
    with pytest.raises(GraderFault, match=r"counts\.json"):
        attempts.note(graded("v1"))


def test_every_submission_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two students on one machine do not share attempts, whatever their folders are called."""
    monkeypatch.setattr("platformdirs.user_state_path", lambda _: tmp_path)
    ids = ("2023", "2024", "CON", "a:b")
    for each in ids:
        record = graded("v1")
        info = msgspec.structs.replace(record.submission, id=each)
        Attempts.of("hw1", each).note(msgspec.structs.replace(record, submission=info))
    assert [Attempts.of("hw1", each).count("a::test_one") for each in ids] == [1, 1, 1, 1]
