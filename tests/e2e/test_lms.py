"""From the ledger into an LMS's own file, by the command."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from grader.ledger import Entry, Key, Ledger, Status
from grader.records import (
    Confinement,
    EssayResult,
    ExerciseResult,
    GradedSubmission,
    SubmissionInfo,
)
from grader.text import Text
from tests.e2e.command import Grade
from tests.verdicts import rejected

CANVAS = (
    "\ufeffStudent,ID,SIS User ID,Section,과제 5: 합성곱 신경망 (98765)\r\n"
    "    Points Possible,,,,100\r\n"
    '"김, 민수",101,2023000001,01,\r\n'
    '"이, 영희",102,2023000002,01,"3"\r\n'
)


def hand_in(ledger: Ledger, student: str, *, essay: bool) -> None:
    words = Text.same("words")
    essays = (EssayResult("why-padding", words, 0.5, answered=essay),)
    exercise = ExerciseResult("answers", words, 7.5, 8.0, (), essays=essays)
    info = SubmissionInfo(student, student)
    entry = Entry(
        key=Key(student, "assignment5", student, "c", "e"),
        status=Status.GRADED,
        batch="b",
        recorded_at=datetime.now(UTC),
        record=GradedSubmission("assignment5", Confinement.NAMESPACES, info, 7.5, 8.0, (exercise,)),
    )
    assert ledger.record(entry, "test")


def test_only_what_is_decided(grade: Grade, tmp_path: Path) -> None:
    """Whose essay waits keeps what stood there, and is named; every other byte stays."""
    path, lms, out = (tmp_path / name for name in ("grades.sqlite", "canvas.csv", "filled.csv"))
    with Ledger.open(str(path)) as ledger:
        hand_in(ledger, "2023000001", essay=False)
        hand_in(ledger, "2023000002", essay=True)
        hand_in(ledger, "2023000003", essay=False)
        ledger.record(rejected("2023000004", assignment="assignment5"), "test")
    lms.write_bytes(CANVAS.encode())
    command = ("export", "assignment5", "--ledger", path, "--lms", lms, "--lang", "en")
    run = grade(*command, "--out", out)
    assert (run.code, run.out.decode()) == (0, f"{out}\n")
    assert out.read_bytes() == CANVAS.replace("2023000001,01,", "2023000001,01,7.5").encode()
    assert "Not in the file of the LMS: 2023000003" in run.err
    assert "Not written, for not all of it is decided yet: 2023000002\n" in run.err
    assert "Not written, for it could not be taken in: 2023000004\n" in run.err
    assert grade(*command).code == 2  # into which file?
