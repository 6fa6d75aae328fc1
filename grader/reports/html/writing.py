"""Writing the page: all of it or nothing, and read back before it counts."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from grader.errors import GraderFault, UsageError
from grader.records import GradedSubmission
from grader.reports.html.document import render
from grader.reports.html.wellformed import problems
from grader.text import Language, say

_READABLE = 0o644  # a temporary file is its owner's alone; feedback is handed on


def write_page(graded: GradedSubmission, language: Language, path: Path) -> None:
    """Write the student's page of `graded` to `path`; what was there stays until all is well.

    `UsageError` if the file cannot be written, `GraderFault` if what was written is no page.
    """
    document = render(graded.for_student(), language).encode()
    try:
        _replace(path, document)
    except OSError as error:
        raise UsageError(
            say("{file} cannot be written: {error}", file=path, error=error.strerror or error)
        ) from None


def _replace(path: Path, document: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(document)
            file.flush()
            os.fsync(file.fileno())
        _read_back(temporary, document)
        temporary.chmod(_READABLE)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _read_back(path: Path, document: bytes) -> None:
    written = path.read_bytes()
    found = problems(written.decode()) if written == document else ["other bytes"]
    if found:
        raise GraderFault(
            say("The page that was written cannot be read: {problem}.", problem=found[0])
        )


def _sync_folder(folder: Path) -> None:
    """Make the new name last; only POSIX can open a folder for that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
