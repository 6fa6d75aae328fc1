"""nbgrader's own command exports a CSV that is safe to open."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("nbgrader")

from nbgrader.api import Gradebook


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two students, one with a name that is a formula; one has handed in."""
    programs = Path(sys.executable).parent  # nbgrader starts others that lie beside Python
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        gradebook.add_assignment("hw1", duedate=datetime(2026, 3, 2, tzinfo=UTC))
        gradebook.add_notebook("answers", "hw1")
        gradebook.add_grade_cell("why", "answers", "hw1", max_score=4, cell_type="code")
        gradebook.add_student(
            "20231234", last_name="김", first_name='=HYPERLINK("http://evil")', email="a,b@c"
        )
        gradebook.add_student("20235678", last_name="이", first_name="영희\nX,1")
        gradebook.add_submission("hw1", "20231234")
        grade = gradebook.find_grade("why", "answers", "hw1", "20231234")
        grade.manual_score = 2.5
        gradebook.db.commit()
    return tmp_path


# nbgrader's own way of adding a submission
@pytest.mark.filterwarnings("ignore:Object of type:sqlalchemy.exc.SAWarning")
def test_nbgraders_command_takes_it(course: Path) -> None:
    """Found by its name; Korean, quotes and commas come back; nobody who is missing has a 0."""
    plugin = "grader.bridges.csv_export.SafeCsvExport"
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "export", "--exporter", plugin, "--to", "out.csv"],
        cwd=course,
        check=True,
        capture_output=True,
    )
    data = (course / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(data.decode("utf-8-sig").splitlines())
    assert (first["student_id"], first["last_name"], first["email"]) == ("20231234", "김", "a,b@c")
    assert first["first_name"] == '\'=HYPERLINK("http://evil")'
    assert (first["score"], first["max_score"]) == ("2.5", "4")
    assert (second["first_name"], second["score"]) == ("영희 X,1", "")
