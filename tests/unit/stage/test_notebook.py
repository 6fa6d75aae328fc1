"""A notebook in the place of files, made by hand as the JSON that Jupyter writes."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import SubmissionError
from grader.stage import StageLimits, stage

ALLOWED = {
    "im2col.py": (),
    "convolution.py": ("im2col.py",),
    "answers.md": (),
    "drawing.png": (),
}


def code(text: str, grade_id: str = "", **purpose: bool) -> dict[str, Any]:
    return {"cell_type": "code", "outputs": [{"evil": 1}], **_cell(text, grade_id, purpose)}


def text(text: str, grade_id: str = "", **purpose: bool) -> dict[str, Any]:
    return {"cell_type": "markdown", **_cell(text, grade_id, purpose)}


def _cell(text: str, grade_id: str, purpose: dict[str, bool]) -> dict[str, Any]:
    known = {"nbgrader": {"grade_id": grade_id, **purpose}} if grade_id else {}
    return {"source": text.splitlines(keepends=True), "metadata": {"tags": [], **known}}


@pytest.fixture
def handed_in(tmp_path: Path) -> Any:
    def write(*cells: dict[str, Any], name: str = "hw.ipynb", nbformat: int = 4) -> Path:
        folder = tmp_path / "2023123456"
        folder.mkdir(exist_ok=True)
        content = {"nbformat": nbformat, "nbformat_minor": 5, "metadata": {}, "cells": cells}
        (folder / name).write_text(json.dumps(content), "utf-8")
        return folder

    return write


def test_cells_belong_to_the_heading_above_them(handed_in: Any) -> None:
    """With its number, letter or file name, in whatever level; other headings change nothing."""
    folder = handed_in(
        text("# Homework"),
        text("## B. `im2col.py`: patches (12)"),
        code("a = 1"),
        text("### My notes on convolutions"),
        code("b = 2"),
        text("# Exercise convolution"),
        code("c = 3"),
    )
    staged = stage(folder, ALLOWED)
    assert staged.sources["im2col.py"] == "# [3]\na = 1\n# [5]\nb = 2\n"
    assert staged.sources["convolution.py"] == "from im2col import *\n# [7]\nc = 3\n"
    assert staged.notes[0].en == "The cells of hw.ipynb were taken for convolution.py, im2col.py."
    assert staged.ignored == ()


def test_cells_belong_to_the_exercise_of_their_id(handed_in: Any) -> None:
    """What nbgrader locked is ours and no part of the submission."""
    folder = handed_in(
        text("im2col is explained", "im2col-statement", locked=True),
        code("a = 1", "im2col-solution", solution=True),
        code("raise SystemExit", "im2col-checks", grade=True, locked=True),
        code("helper = 2"),
        code("c = 3", "convolution-solution", solution=True),
    )
    staged = stage(folder, ALLOWED)
    assert staged.sources["im2col.py"] == "# [2]\na = 1\n# [4]\nhelper = 2\n"
    assert "c = 3" in staged.sources["convolution.py"]


def test_what_stands_above_all_exercises_is_shared(handed_in: Any) -> None:
    """As in the notebook, where it is imported once."""
    folder = handed_in(code("import numpy as np"), text("## im2col"), code("a = np.ones(3)"))
    assert stage(folder, ALLOWED).sources["im2col.py"].startswith("# [1]\nimport numpy as np\n# [")


def test_answers_stand_below_their_questions(handed_in: Any) -> None:
    """An untouched cell is no answer."""
    folder = handed_in(
        text("## answers"),
        text("Because.", "answers-why-padding", grade=True, solution=True),
        text("YOUR ANSWER HERE", "answers-why-depth", grade=True, solution=True),
    )
    answers = stage(folder, ALLOWED).attachments["answers.md"].decode()
    assert "## why-padding\n\nBecause." in answers
    assert answers.endswith("## why-depth\n\n\n")


def test_answers_below_a_heading_are_taken_as_they_are(handed_in: Any) -> None:
    """A question that has an exercise's name in its id changes no exercise."""
    written = "## 1. im2col-shape\n\n(3, 4)"
    folder = handed_in(text("# answers"), text(written))
    assert written in stage(folder, ALLOWED).attachments["answers.md"].decode()


def test_source_files_come_before_a_notebook(handed_in: Any) -> None:
    """As before there were notebooks; it is listed among what was ignored."""
    folder = handed_in(text("## im2col"), code("a = 1"))
    (folder / "im2col.py").write_text("a = 2")
    staged = stage(folder, ALLOWED)
    assert staged.sources == {"im2col.py": "a = 2"}
    assert staged.ignored == ("hw.ipynb",)


def test_the_notebook_itself_can_be_named(handed_in: Any) -> None:
    """What lies beside it and has the name of a drawing is taken with it."""
    folder = handed_in(text("## im2col"), code("a = 1"))
    (folder / "drawing.png").write_bytes(b"\x89PNG")
    (folder / "im2col.py").write_text("not this")
    staged = stage(folder / "hw.ipynb", ALLOWED)
    assert staged.id == "hw"
    assert staged.sources["im2col.py"] == "# [2]\na = 1\n"
    assert staged.attachments == {"drawing.png": b"\x89PNG"}


def test_outputs_make_no_new_version(handed_in: Any) -> None:
    """Nor does what a kernel counts."""
    cell = code("a = 1")
    first = stage(handed_in(text("## im2col"), cell), ALLOWED).sha256
    run = {**cell, "outputs": [{"output_type": "error"}], "execution_count": 7}
    assert stage(handed_in(text("## im2col"), run), ALLOWED).sha256 == first


def test_two_notebooks_are_one_too_many(handed_in: Any) -> None:
    """Both are named."""
    handed_in(text("## im2col"), name="hw-Copy1.ipynb")
    with pytest.raises(SubmissionError, match=r"more than one notebook: hw-Copy1.ipynb, hw.ipynb"):
        stage(handed_in(text("## im2col")), ALLOWED)


def test_a_notebook_without_exercises_says_what_is_missing(handed_in: Any) -> None:
    """A heading, with an example."""
    with pytest.raises(SubmissionError, match="belongs to an exercise"):
        stage(handed_in(code("a = 1")), ALLOWED)


def test_caps(handed_in: Any) -> None:
    """One for the notebook, one for each module made of it."""
    folder = handed_in(text("## im2col"), code("a = 1\n" * 50))
    with pytest.raises(SubmissionError, match="larger than"):
        stage(folder, ALLOWED, limits=StageLimits(notebook_bytes=100))
    staged = stage(folder, ALLOWED, limits=StageLimits(source_bytes=100))
    assert [refused.name for refused in staged.refused] == ["im2col.py"]


def test_long_lines_take_no_time(handed_in: Any) -> None:
    """A line of spaces, of letters or of dots is looked at once."""
    for long in (" " * 900_000, "a" * 900_000, "a." * 400_000, "#" * 900_000):
        stage(handed_in(text(f"## im2col\n{long}"), code(long + "\na = 1")), ALLOWED)


NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "cells": [
            text("## im2col\n한글"),
            code("%time\nimport x\na = 1", "im2col-solution", solution=True),
            text("answer", "answers-why", grade=True, solution=True),
        ],
    },
    ensure_ascii=False,
).encode()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(NOTEBOOK)), st.integers(0, 20), st.binary(max_size=8))
def test_a_damaged_notebook_is_staged_or_refused(at: int, gone: int, piece: bytes) -> None:
    """Never anything else, and what is staged can be shown."""
    data = NOTEBOOK[:at] + piece + NOTEBOOK[at + gone :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "hw.ipynb")
        path.write_bytes(data)
        try:
            staged = stage(path, ALLOWED)
        except SubmissionError as error:
            assert error.message.complete
        else:
            assert set(staged.info().files) <= set(ALLOWED)
