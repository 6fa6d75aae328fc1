"""The readers of what people hand in or write down, and of what a report makes of it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from markupsafe import escape

from grader.answers import decoded, read_answers, read_matrix, read_number, read_shape
from grader.assignment import Assignment
from grader.errors import AssignmentError, GradeError, SubmissionError
from grader.reports import inert
from grader.stage import StageLimits, stage_entries
from grader.stage.archive import archive_entries
from grader.stage.entries import Entry, FileRefusedError
from grader.stage.source_text import source_text
from tests.fuzz.engine import ON_TEXT, Target
from tests.fuzz.originals import ALLOWED, ARCHIVES, SMALL_TOML, TEMPLATE, notebook

_LIMITS = StageLimits()
_QUESTIONS = TEMPLATE[: TEMPLATE.index("\n## ", len(TEMPLATE) // 5)]
_FILLED = _QUESTIONS.replace("답:", "답: (3, 4)").replace("Answer:", "Answer: 1.5e3 %")
_WRITTEN = ["1/3", "(2, 3, 4)", "[[1, 2], [3, 4]]", "1,024 개", "2만 5천", "3.5e-3 %", "약 8.5배"]
_SOURCES = ["# -*- coding: utf-8 -*-\nx = 1\n", "\ufeffdef f(x):\n\treturn x\n", "x = '한글'\r\n"]
_LOOKS = ["plain", "<script>alert(1)</script>", "\x1b[2J\x1b]0;t\x07", "\u202eabc\u2066", "a\u0301"]


def _archive(data: bytes) -> None:
    staged = stage_entries(
        lambda: archive_entries(data, "2023123456.zip", _LIMITS),
        ALLOWED,
        submission_id="2023123456",
    )
    assert {*staged.sources, *staged.attachments} <= set(ALLOWED)


def _notebook(data: bytes) -> None:
    entry = Entry(("hw.ipynb",), lambda limit: data[: limit + 1])
    staged = stage_entries(lambda: [entry], ALLOWED, submission_id="2023123456")
    assert {*staged.sources, *staged.attachments} <= set(ALLOWED)


def _answers(data: bytes) -> None:
    answers = read_answers(decoded(data), _QUESTIONS)
    assert set(answers) == _IDS


def _written(data: bytes) -> None:
    text = data.decode(errors="replace")
    for read in (read_number, read_matrix, read_shape):
        try:
            read(text)
        except GradeError as refused:
            assert refused.message.complete


def _assignment(data: bytes) -> None:
    (_FOLDER / "assignment.toml").write_bytes(data)
    Assignment.load(_FOLDER, None)


def _source(data: bytes) -> None:
    assert isinstance(source_text(data, "shapes.py").text, str)


def _shown(data: bytes) -> None:
    """Nothing acts on a terminal, and nothing is markup."""
    text = data.decode(errors="surrogateescape")
    assert inert(text).isprintable()
    assert all(row.isprintable() for row in inert(text, lines=True).split("\n"))
    assert not set(str(escape(inert(text)))) & set("<>\"'")


_IDS = set(read_answers("", _QUESTIONS))
_FOLDER = Path(tempfile.mkdtemp(prefix="grade-fuzz-")) / "small"
_FOLDER.mkdir()

TARGETS = {
    "archive": Target(_archive, (SubmissionError,), ARCHIVES),
    "notebook": Target(_notebook, (SubmissionError,), [notebook()], ON_TEXT),
    "answers": Target(_answers, (GradeError,), [_QUESTIONS.encode(), _FILLED.encode()], ON_TEXT),
    "written": Target(_written, (), [each.encode() for each in _WRITTEN], ON_TEXT),
    "assignment": Target(_assignment, (AssignmentError,), [SMALL_TOML], ON_TEXT),
    "source": Target(_source, (FileRefusedError,), [each.encode() for each in _SOURCES], ON_TEXT),
    "shown": Target(_shown, (), [each.encode() for each in _LOOKS]),
}
