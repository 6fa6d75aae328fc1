"""`nbgrader` itself, from the source notebook to the feedback, with our checks inside."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.assignment import find
from grader.bridges.course import write_source

pytest.importorskip("nbgrader")

LIMITS = "[limits]\ncpu_per_call_s = 0.5\nwall_per_call_s = 10.0\n\n[[exercises]]"
EVIL = "<script>document.title = 'taken over'</script>"
NOISY = """import warnings, sys
warnings.warn("on stderr")
print("more of it", file=sys.stderr)


def double(x):
    return x + x
"""
SOLVED = {"double-solution": NOISY, "quadruple-solution": "def quadruple(x):\n    return 4 * x\n"}
BAD = {
    "double-solution": "while True: pass\n",
    "quadruple-solution": "import os\nos._exit(1)\n",
    "answers-how-many": "25",
    "answers-why-not": EVIL,
}


@pytest.fixture(scope="module")
def nbgrader_environment() -> dict[str, str]:
    programs = str(Path(sys.executable).parent)  # nbgrader starts others that lie beside Python
    path = os.pathsep.join((programs, os.environ["PATH"]))
    return {**os.environ, "PATH": path, "GRADE_LANG": "en"}


@pytest.fixture
def course(written: Any, tmp_path: Path, nbgrader_environment: dict[str, str]) -> Path:
    """Three students, through the whole of nbgrader."""
    toml = written.assignment / "assignment.toml"
    toml.write_text(toml.read_text("utf-8").replace("[[exercises]]", LIMITS, 1), "utf-8")
    for name in ("double", "quadruple"):
        stub = f"def {name}(x):\n    raise NotImplementedError('{name}')\n"
        written.write(f"assignments/hw1/{name}.py", stub)
    folder = tmp_path / "dl2026"
    write_source(find("hw1", written.root), folder)

    def run(*command: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "nbgrader", *command, "--assignment=hw1"],
            cwd=folder,
            env=nbgrader_environment | {"GRADE_SECRET_FILE": os.environ["GRADE_SECRET_FILE"]},
            check=True,
            capture_output=True,
        )

    run("generate_assignment")
    for student, answers in (("good", SOLVED), ("bad", BAD), ("none", {})):
        hand_in(folder, student, answers)
    run("autograde")
    run("generate_feedback", "--student=bad")
    return folder


def hand_in(course: Path, student: str, answers: dict[str, str]) -> None:
    """The released notebook with some cells filled, and what students may add to it."""
    notebook = json.loads((course / "release/hw1/hw1.ipynb").read_text("utf-8"))
    for cell in notebook["cells"]:
        grade_id = cell["metadata"]["nbgrader"]["grade_id"]
        cell["source"] = answers.get(grade_id, cell["source"])
        if cell["cell_type"] == "code" and answers:
            cell["outputs"] = [
                {"output_type": "execute_result", "data": {"text/plain": "3.0"}, "metadata": {},
                 "execution_count": 1},
                {"output_type": "stream", "name": "stderr", "text": "a warning"},
                {"output_type": "display_data", "data": {"text/html": EVIL}, "metadata": {}},
            ]  # fmt: skip
    if answers:  # it stands below the last question, and so belongs to that answer
        notebook["cells"].append({"cell_type": "raw", "metadata": {}, "source": EVIL})
    path = course / f"submitted/{student}/hw1/hw1.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), "utf-8")


def grades(course: Path, student: str) -> dict[str, tuple[float | None, bool]]:
    """By cell: nbgrader's automatic score, and whether a person has to look."""
    query = """
        SELECT base_cell.name, grade.auto_score, grade.needs_manual_grade FROM grade
        JOIN base_cell ON base_cell.id = grade.cell_id
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
        WHERE submitted_assignment.student_id = ?"""
    with sqlite3.connect(course / "gradebook.db") as book:
        return {name: (score, bool(waits)) for name, score, waits in book.execute(query, [student])}


def test_nbgrader_with_our_checks(course: Path) -> None:
    """Scores and feedback of three students; one run, for each step of nbgrader takes seconds.

    Nothing that a kernel wrote counts, stderr costs nothing, and what hangs or dies costs its own
    points only.
    """
    good = grades(course, "good")
    assert good["double-checks"] == (3.0, False)
    assert good["quadruple-checks"] == (1.0, False)
    assert good["answers-checks"] == (0.0, False)
    assert good["answers-why-not"] == (0.0, False)
    assert good["answers-draw-it"] == (None, True)
    bad = grades(course, "bad")
    assert bad["double-checks"] == (0.0, False)
    assert bad["quadruple-checks"] == (0.0, False)
    assert bad["answers-checks"] == (1.0, False)  # of 3: one of two checks passes
    assert bad["answers-why-not"] == (None, True)
    none = grades(course, "none")
    assert set(none.values()) == {(0.0, False)}

    (feedback,) = course.glob("feedback/*/*/*.html")
    page = feedback.read_text("utf-8")
    assert "모든 값이 두 배가 됩니다." in page
    for hidden in (EVIL, "rng.normal", "expect_close", "solutions.hw1", "reference("):
        assert hidden not in page
