"""A folder of nbgrader's course, filled so that its own commands go on from there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from grader.assignment import Assignment, content
from grader.bridges.form import ANSWER_STUB, notebook_of
from grader.errors import UsageError
from grader.text import say
from grader.writing import write_file

CONFIG: Final = "nbgrader_config.py"
_CONFIG: Final = """\
# Written by grade. Student code never runs in a kernel: grade takes the place of Execute.
c = get_config()  # noqa: F821
c.CourseDirectory.course_id = {course!r}
c.ClearSolutions.text_stub = {answer_stub!r}
c.Autograde.autograde_preprocessors = [
    "grader.bridges.autograde.GradeCells",
    "nbgrader.preprocessors.LimitOutput",
    "grader.bridges.autograde.SaveVerdicts",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.ExportApp.plugin_class = "grader.bridges.csv_export.SafeCsvExport"
c.GradeCells.root = {root!r}  # holds assignments/ and solutions/
"""


def write_source(assignment: Assignment, course: Path) -> list[Path]:
    """`source/NAME` with the notebook and what is handed out beside it; the files written.

    Makes nbgrader's configuration too. `UsageError` if there is one that lets kernels run.
    """
    written = [write_config(assignment, course)]
    folder = course / "source" / assignment.name
    given = [path for path in content.files_of(assignment.folder) if _is_given(assignment, path)]
    for path in given:
        written.append(folder / path.relative_to(assignment.folder))
        written[-1].parent.mkdir(parents=True, exist_ok=True)
        write_file(written[-1], [path.read_bytes()])
    written.append(folder / f"{assignment.name}.ipynb")
    write_file(written[-1], [notebook_of(assignment)])
    return written


def write_config(assignment: Assignment, course: Path) -> Path:
    """The configuration of nbgrader, unless ours or one that names our preprocessors is there."""
    path = course / CONFIG
    course.mkdir(parents=True, exist_ok=True)
    text = _CONFIG.format(
        course=course.absolute().name,
        answer_stub=ANSWER_STUB,
        root=str(assignment.root.absolute()),
    )
    if not path.exists():
        write_file(path, [text.encode()])
    elif "grader.bridges.autograde.GradeCells" not in path.read_text("utf-8"):
        raise UsageError(
            say(
                "{file} lets nbgrader run student code in a kernel. Put these lines into it:"
                "\n{lines}",
                file=path,
                lines=text,
            )
        )
    return path


def _is_given(assignment: Assignment, path: Path) -> bool:
    """What students write themselves is in the notebook."""
    return path.relative_to(assignment.folder).as_posix() not in assignment.files
