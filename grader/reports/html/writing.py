"""Writing the page, which is read back before it counts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.errors import GraderFault
from grader.records import GradedSubmission
from grader.reports.html.document import render, render_refusal
from grader.reports.html.wellformed import problems
from grader.text import Language, Text, say
from grader.writing import write_file


def write_page(
    graded: GradedSubmission, language: Language, path: Path, on_total: Sequence[Text] = ()
) -> None:
    """Write the student's page of `graded` to `path`; what was there stays until all is well.

    `UsageError` if the file cannot be written, `GraderFault` if what was written is no page.
    """
    document = render(graded.for_student(), language, on_total).encode()
    write_file(path, [document], require_sound)


def write_refusal(
    assignment: str, student: str, reason: Text, language: Language, path: Path
) -> None:
    """Write to `path` why nothing of a student's was graded."""
    page = render_refusal(assignment, student, reason, language)
    write_file(path, [page.encode()], require_sound)


def require_sound(document: bytes) -> None:
    """`GraderFault` unless every reader understands it in the same way."""
    if found := problems(document.decode()):
        raise GraderFault(
            say("The page that was written cannot be read: {problem}.", problem=found[0])
        )
