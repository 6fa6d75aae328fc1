"""Files of the submission."""

from __future__ import annotations

from typing import Any

from grader.records import RefusedFile, SubmissionInfo
from grader.reports.files import Files
from grader.text import Text


def info(**fields: object) -> SubmissionInfo:
    """A submission with these files."""
    return SubmissionInfo(id="x", sha256="", files=("im2col.py",), **fields)


def test_nothing_to_say(make: Any) -> None:
    """Where every file was taken in, the part is absent."""
    assert not Files(make.page(), info())


def test_refused_with_the_reason_then_notes_then_ignored(make: Any) -> None:
    """In the order of what it costs."""
    submission = info(
        refused=(RefusedFile("pooling.py", Text.same("It is saved as UTF-16.")),),
        notes=(Text.same("A note."),),
        ignored=("a.txt", "b.txt", "c.txt"),
    )
    assert Files(make.page(), submission)
    assert make.lines(Files(make.page(), submission), 60) == [
        "Files",
        "  ✗ pooling.py                                       refused",
        "    It is saved as UTF-16.",
        "  · A note.",
        "  · Ignored, not part of the assignment: a.txt, b.txt, c.txt",
    ]


def test_many_ignored_files_are_counted(make: Any) -> None:
    """Three names are enough."""
    lines = make.lines(Files(make.page(), info(ignored=tuple("abcdefg"))))
    assert lines[1].endswith(": a, b, c and 4 more")


def test_hostile_names(make: Any) -> None:
    """A name is shown, never obeyed."""
    lines = make.lines(Files(make.page(), info(ignored=("\x1b]0;x\x07\n[b]y[/b]",))))
    assert lines[1].endswith(r": \x1b]0;x\x07\n[b]y[/b]")
