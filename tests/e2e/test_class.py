"""`grade class`, from a ledger to a terminal and a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.ledger import Ledger
from grader.reports.html.wellformed import problems
from tests import verdicts
from tests.e2e.command import Grade


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Of a class of two, one of whom was rejected."""
    path = tmp_path / "grades.sqlite"
    with Ledger.open(str(path)) as ledger:
        ledger.record(verdicts.graded("2023000001", assignment="assignment5"), "test")
        ledger.record(verdicts.rejected("2023000002", assignment="assignment5"), "test")
    return path


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_class(grade: Grade, ledger: Path, tmp_path: Path, language: str) -> None:
    """The terminal tells the essence, the page has both languages, the roster adds the missing."""
    roster = tmp_path / "roster.csv"
    roster.write_text("학번,이름\n2023000001,홍길동\n2023000003,김철수\n", "utf-8")
    page = tmp_path / "class.html"
    run = grade(
        *("class", "assignment5", "--ledger", ledger, "--roster", roster, "--html", page),
        GRADE_LANG=language,
    )
    assert run.code == 0
    assert "roster.csv" in run.err
    assert "double::test_values" in run.text
    assert "2023000002" in run.text
    assert {"ko": "3", "en": "= 3 students"}[language] in run.text
    assert problems(page.read_text("utf-8")) == []


def test_without_verdicts(grade: Grade, ledger: Path, tmp_path: Path) -> None:
    """A ledger that is not there is not made; one without verdicts says so."""
    absent = tmp_path / "absent.sqlite"
    run = grade("class", "assignment5", "--ledger", absent, "--lang", "en")
    assert run.code == 2
    assert not absent.exists()
    with Ledger.open(str(tmp_path / "empty.sqlite")):
        pass
    run = grade("class", "assignment5", "--ledger", tmp_path / "empty.sqlite", "--lang", "en")
    assert run.code == 2
    assert "no verdict on assignment5" in run.err
