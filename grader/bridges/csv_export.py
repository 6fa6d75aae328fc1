"""nbgrader's gradebook as a CSV that spreadsheets take for what it is.

Used by name: `nbgrader export --exporter grader.bridges.csv_export.SafeCsvExport --to FILE`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from nbgrader.api import MissingEntry
from nbgrader.plugins import ExportPlugin

from grader.exports.cells import Cell, csv_file
from grader.writing import write_file

_DEFAULT: Final = "grades.csv"
COLUMNS: Final = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score", "needs_manual_grade"),
)


class SafeCsvExport(ExportPlugin):  # type: ignore[misc]
    """Quoted where it must be, with a BOM, and no cell a formula; empty where nobody handed in."""

    def export(self, gradebook: Any) -> None:
        path = Path(self.to or _DEFAULT)
        write_file(path, [csv_file(COLUMNS, self._rows(gradebook))])
        self.log.info("Exported grades to %s", path)

    def _rows(self, gradebook: Any) -> Iterator[dict[str, Cell]]:
        wanted, whom = set(map(str, self.assignment)), set(map(str, self.student))
        for assignment in gradebook.assignments:
            for student in gradebook.students:
                asked = not wanted or assignment.name in wanted
                if asked and (not whom or student.id in whom):
                    yield _row(gradebook, assignment, student)


def _row(gradebook: Any, assignment: Any, student: Any) -> dict[str, Cell]:
    row = {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "max_score": assignment.max_score,
    }
    try:
        handed_in = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return row  # nothing was handed in: an empty cell is no 0
    penalty = handed_in.late_submission_penalty
    return row | {
        "timestamp": handed_in.timestamp,
        "raw_score": handed_in.score,
        "late_submission_penalty": penalty,
        "score": max(0.0, handed_in.score - penalty),
        "needs_manual_grade": "yes" if handed_in.needs_manual_grade else "no",
    }
