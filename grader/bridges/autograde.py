"""Our checks inside `nbgrader autograde`: two preprocessors in the place of a kernel.

nbgrader loads them by name, see `grader.bridges.course`; nothing else imports this module.
"""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from traitlets import Enum, Unicode

from grader.assignment import find
from grader.bridges.cells import output
from grader.bridges.form import checks_id
from grader.bridges.harmless import make_harmless
from grader.bridges.verdicts import CellVerdict, cell_verdicts
from grader.grading import Lane
from grader.hints import Hints
from grader.records import GradedSubmission
from grader.reports.bundle import exercise_bundle
from grader.stage import stage
from grader.text import Language

_VERDICTS = "grade_verdicts"  # what the first preprocessor leaves for the second


class GradeCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Grade the code of a notebook's cells, and show our feedback below the checks."""

    root = Unicode("", help="The folder that holds assignments/ and solutions/.").tag(config=True)
    language = Enum(["ko", "en"], "ko", help="The language of the feedback.").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        about = resources["nbgrader"]
        lane = _lane(about["assignment"], self.root)
        graded = _graded(lane, Path(resources["metadata"]["path"]), about)
        make_harmless(nb)
        verdicts: dict[str, CellVerdict] = {}
        resources[_VERDICTS] = verdicts
        cells = {_grade_id(cell): cell for cell in nb.cells}
        language: Language = "ko" if self.language == "ko" else "en"
        for result in graded.exercises:
            exercise = lane.assignment.exercise(result.name)
            verdicts |= cell_verdicts(exercise, result, language)
            if cell := cells.get(checks_id(exercise)):
                shown = output(exercise_bundle(result, language))
                cell.outputs = [NotebookNode(shown)]
        return nb, resources


class SaveVerdicts(SaveAutoGrades):  # type: ignore[misc]
    """Put our scores and comments into the gradebook, beside what a person gave there."""

    def _add_score(self, cell: Any, resources: Any) -> None:
        grade = self.gradebook.find_grade(*self._place(cell))
        verdict = _verdict(cell, resources)
        grade.auto_score = verdict.score
        # What a person gave counts on; that the code under it may be another is theirs to see.
        grade.needs_manual_grade = verdict.waits or grade.manual_score is not None
        self.gradebook.db.commit()

    def _add_comment(self, cell: Any, resources: Any) -> None:
        comment = self.gradebook.find_comment(*self._place(cell))
        comment.auto_comment = _verdict(cell, resources).comment
        self.gradebook.db.commit()

    def _place(self, cell: Any) -> tuple[str, str, str, str]:
        return _grade_id(cell), self.notebook_id, self.assignment_id, self.student_id


def _graded(lane: Lane, folder: Path, about: dict[str, str]) -> GradedSubmission:
    """What the student may see of the verdict on one notebook."""
    assignment = lane.assignment
    path = folder / f"{about['notebook']}.ipynb"
    staged = stage(path, assignment.files, submission_id=about["student"])
    allowed = Hints(assignment).allowed(lane.run(staged))
    notes = (*staged.notes, *(refused.reason for refused in staged.refused))
    first, *others = allowed.for_student().exercises
    first = msgspec.structs.replace(first, notes=(*notes, *first.notes))
    return msgspec.structs.replace(allowed, exercises=(first, *others))


def _verdict(cell: Any, resources: Any) -> CellVerdict:
    """Of a written answer that checks grade, and of a cell that a teacher added, we say nothing."""
    worth_nothing = not cell.metadata.nbgrader.get("points")
    unknown = CellVerdict(0.0 if worth_nothing else None)
    verdict: CellVerdict = resources[_VERDICTS].get(_grade_id(cell), unknown)
    return verdict


def _grade_id(cell: Any) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


@cache
def _lane(assignment: str, root: str) -> Lane:
    """Warm for all students of a run."""
    lane = Lane(find(assignment, Path(root) if root else None))
    atexit.register(lane.close)
    return lane
