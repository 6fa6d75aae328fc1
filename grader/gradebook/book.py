"""One assignment in nbgrader's database, read and written as whole tables in one transaction.

nbgrader's own functions look every row up and commit each; for a class that takes minutes. Its
tables and what they mean are used as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import uuid4

from nbgrader import api

from grader.bridges.cells import Cell
from grader.errors import UsageError
from grader.text import say

Place = tuple[str, str]  # student, name of the cell
Rows = Mapping[Place, Mapping[str, Any]]  # columns by name
_KERNEL: Final = '{"name": "python3", "display_name": "Python 3", "language": "python"}'


class Given(NamedTuple):
    """What the gradebook holds of one cell of one student."""

    id: str  # of the row
    auto: Any  # ours: a score, or a comment
    manual: Any  # a person's
    extra: float | None = None
    waits: bool = False


class Book:
    """Nothing that is written here counts before `commit`."""

    def __init__(self, gradebook: Any, assignment: str) -> None:
        """`UsageError` if the assignment there has notebooks that are not ours."""
        self._db = gradebook.db
        known = self._db.query(api.Assignment).filter_by(name=assignment).one_or_none()
        course_id = gradebook.course_id
        self._assignment = known or self._add(api.Assignment, name=assignment, course_id=course_id)
        self._require_only(assignment)
        notebooks = self._assignment.notebooks
        self._notebook = notebooks[0] if notebooks else self._new_notebook(assignment)
        self._db.flush()

    def grade_cells(self) -> dict[str, str]:
        """Ids by name of the cells that earn points."""
        return {cell.name: cell.id for cell in self._cells(api.GradeCell)}

    def define(self, cells: Iterable[Cell], due: datetime | None) -> None:
        """Have these cells. Others are worth nothing from now on; what people gave stays."""
        self._assignment.duedate = due
        graded = {cell.name: cell for cell in self._cells(api.GradeCell)}
        commented = {cell.name for cell in self._cells(api.SolutionCell)}
        for cell in graded.values():
            cell.max_score = 0.0
        for cell in cells:
            purpose = cell["metadata"]["nbgrader"]
            name = purpose["grade_id"]
            if purpose["grade"]:
                row = graded.get(name) or self._add(api.GradeCell, name=name)
                row.max_score, row.cell_type = purpose["points"], cell["cell_type"]
                row.notebook_id = self._notebook.id
            if purpose["solution"] and name not in commented:
                self._add(api.SolutionCell, name=name, notebook_id=self._notebook.id)
        self._db.flush()

    def enrol(self, students: Mapping[str, str]) -> None:
        """Have these students, names by id; a name that is there already stays."""
        known = {row.id for row in self._db.query(api.Student.id)}
        new = [
            {"id": student, "last_name": name or student, "first_name": ""}
            for student, name in students.items()
            if student not in known
        ]
        self._db.bulk_insert_mappings(api.Student, new)

    def hand_in(self, received: Mapping[str, tuple[datetime | None, float]]) -> None:
        """Have their submissions, each with its time in UTC and what lateness costs it."""
        rows = self._db.query(api.SubmittedAssignment).filter_by(assignment_id=self._assignment.id)
        known = {row.student_id: row for row in rows}
        pages = self._db.query(api.SubmittedNotebook).filter_by(notebook_id=self._notebook.id)
        notebooks = {page.assignment_id: page for page in pages}
        for student, (moment, penalty) in received.items():
            row = known.get(student) or self._add(
                api.SubmittedAssignment, student_id=student, assignment_id=self._assignment.id
            )
            row.timestamp = moment
            page = notebooks.get(row.id) or self._add(
                api.SubmittedNotebook, assignment_id=row.id, notebook_id=self._notebook.id
            )
            page.late_submission_penalty = penalty or None
        self._db.flush()

    def grades(self) -> dict[Place, Given]:
        """Every score of the assignment."""
        columns = ("auto_score", "manual_score", "extra_credit", "needs_manual_grade")
        return self._given(api.Grade, columns)

    def comments(self) -> dict[Place, Given]:
        """Every comment of the assignment."""
        return self._given(api.Comment, ("auto_comment", "manual_comment"))

    def put_grades(self, rows: Rows, known: Mapping[Place, Given]) -> None:
        """Write columns of scores; of the rows that are `known` the others stay as they are."""
        self._put(api.Grade, api.GradeCell, rows, known)

    def put_comments(self, rows: Rows, known: Mapping[Place, Given]) -> None:
        """Likewise for comments."""
        self._put(api.Comment, api.SolutionCell, rows, known)

    def commit(self) -> None:
        """All of it counts, or none."""
        self._db.commit()

    def _put(self, table: Any, kind: Any, rows: Rows, known: Mapping[Place, Given]) -> None:
        cells = {cell.name: cell.id for cell in self._cells(kind)}
        notebooks = self._submitted()
        updates = [{"id": known[p].id, **row} for p, row in rows.items() if p in known]
        inserts = [
            {"id": _new_id(), "notebook_id": notebooks[s], "cell_id": cells[name], **row}
            for (s, name), row in rows.items()
            if (s, name) not in known
        ]
        self._db.bulk_update_mappings(table, updates)
        self._db.bulk_insert_mappings(table, inserts)

    def _given(self, table: Any, columns: tuple[str, ...]) -> dict[Place, Given]:
        students = {notebook: student for student, notebook in self._submitted().items()}
        names = {cell.id: cell.name for cell in self._cells(api.BaseCell)}
        wanted = (getattr(table, name) for name in columns)
        rows = self._db.query(table.notebook_id, table.cell_id, table.id, *wanted)
        rows = rows.filter(table.cell_id.in_(list(names)))
        return {(students[row[0]], names[row[1]]): Given(*row[2:]) for row in rows}

    def _submitted(self) -> dict[str, str]:
        """Ids of the submitted notebooks by student."""
        rows = self._db.query(api.SubmittedAssignment.student_id, api.SubmittedNotebook.id)
        rows = rows.join(
            api.SubmittedNotebook,
            api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id,
        )
        rows = rows.filter(api.SubmittedNotebook.notebook_id == self._notebook.id)
        return dict(map(tuple, rows))

    def _cells(self, kind: Any) -> list[Any]:
        return list(self._db.query(kind).filter_by(notebook_id=self._notebook.id))

    def _new_notebook(self, name: str) -> Any:
        self._db.flush()
        return self._add(
            api.Notebook, name=name, assignment_id=self._assignment.id, kernelspec=_KERNEL
        )

    def _add(self, table: Any, **columns: Any) -> Any:
        row = table(**columns)
        row.id = _new_id()
        self._db.add(row)
        return row

    def _require_only(self, name: str) -> None:
        others = [n.name for n in self._assignment.notebooks if n.name != name]
        if others:
            raise UsageError(
                say(
                    "{assignment} in this gradebook has other notebooks: {got}. Take another"
                    " course folder.",
                    assignment=name,
                    got=", ".join(others),
                )
            )


def _new_id() -> str:
    return uuid4().hex
