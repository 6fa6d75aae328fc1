"""The command as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.answers import WrittenAnswer
from grader.assignment import Assignment
from grader.errors import UsageError
from grader.gradebook.run import Course, sync_class
from grader.ledger import Ledger
from grader.stage import stage
from grader.text import Text
from tests.unit.gradebook.conftest import verdict


@pytest.fixture(autouse=True)
def made(url: str) -> None:
    """The gradebook is there already."""


def page(folder: Path, student: str) -> str:
    return (folder / f"autograded/{student}/hw1/hw1.ipynb").read_text("utf-8")


def test_formgrader_finds_everything(
    assignment: Assignment, ledger: Ledger, folder: Path, written: Any, tmp_path: Path
) -> None:
    """The assignment's source, the configuration, a page with the code and the answers."""
    submission = tmp_path / "in" / "2023000001"
    submission.parent.mkdir()
    written.submission().rename(submission)
    sha256 = stage(submission, assignment.files).sha256
    ledger.record(verdict("2023000001", submission_sha256=sha256), "test")
    ledger.essays.keep("hw1", sha256, [WrittenAnswer("why-not", "Because <b>.", ())])
    roster = tmp_path / "roster.csv"
    roster.write_text("학번,이름\n2023000001,김민수\n", "utf-8")
    course = Course(folder, None, roster, [submission.parent])
    told: list[Text] = []
    fetched, put = sync_class(assignment, ledger, course, "en", told.append)
    assert fetched.en == "From formgrader: 0 new grades and comments."
    assert put.en == "In the gradebook: 1 students, 3 cells each, 1 grades wait for a person."
    assert ["roster.csv: 1 students" in each.en for each in told] == [True]
    assert (folder / "source/hw1/hw1.ipynb").is_file()
    assert (folder / "nbgrader_config.py").is_file()
    shown = page(folder, "2023000001")
    assert "return x + x" in shown
    assert "Because &lt;b&gt;." in shown


def test_code_of_another_version_is_not_shown(
    assignment: Assignment, ledger: Ledger, folder: Path, written: Any, tmp_path: Path
) -> None:
    """Better none than what was not graded."""
    submission = tmp_path / "in" / "2023000001"
    submission.parent.mkdir()
    written.submission().rename(submission)
    ledger.record(verdict("2023000001"), "test")
    list(
        sync_class(assignment, ledger, Course(folder, None, None, [submission.parent]), "en", print)
    )
    assert "return x + x" not in page(folder, "2023000001")
    assert "The submitted file is not at hand." in page(folder, "2023000001")


def test_an_empty_ledger_is_told(assignment: Assignment, ledger: Ledger, folder: Path) -> None:
    """Nothing to write is a mistake on the command line."""
    course = Course(folder, None, None, ())
    with pytest.raises(UsageError, match="The ledger has no verdict on hw1 yet"):
        list(sync_class(assignment, ledger, course, "en", print))


def test_a_mistyped_course_is_not_made(
    assignment: Assignment, ledger: Ledger, folder: Path
) -> None:
    """Those that are there are named; nothing is written but on demand."""
    ledger.record(verdict("2023000001"), "test")
    typo = folder.with_name("dl2062")
    with pytest.raises(UsageError, match=r"Courses beside it: dl2026\. Give --new to make it"):
        list(sync_class(assignment, ledger, Course(typo, None, None, ()), "en", print))
    assert not typo.exists()
