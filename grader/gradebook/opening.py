"""nbgrader's gradebook, opened as nbgrader itself would."""

from __future__ import annotations

import os
import sysconfig
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from nbgrader import api

from grader.errors import GradeError, GraderFault
from grader.gradebook.book import Book
from grader.text import say

FILE: Final = "gradebook.db"


def url_of(course: Path) -> str:
    """The database that nbgrader uses where nothing else is configured."""
    return f"sqlite:///{(course / FILE).absolute()}"


@contextmanager
def opened(url: str, course_id: str, assignment: str) -> Iterator[Book]:
    """The gradebook at `url`, made if absent.

    `GraderFault` in the database's own words where it is locked, damaged or out of reach.
    """
    # nbgrader starts alembic by its name, which is on nobody's path where no venv is active
    path = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join((sysconfig.get_path("scripts"), path))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what its tables mean to newer releases of SQLAlchemy
            with api.Gradebook(url, course_id) as gradebook:
                yield Book(gradebook, assignment)
    except GradeError:
        raise
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "sqlalchemy":
            raise
        raise GraderFault(
            say(
                "The gradebook cannot be used: {error}. Close formgrader if it is writing, and"
                " try again.",
                error=str(getattr(error, "orig", error)).partition("\n")[0],
            )
        ) from None
