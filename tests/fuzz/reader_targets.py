"""The readers of what people hand in or write down."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from grader.answers import decoded, read_answers, read_matrix, read_number, read_shape
from grader.assignment import Assignment
from grader.assignment.hints import visible_level, wait_for
from grader.errors import AssignmentError, GradeError, SubmissionError
from grader.lateness.deadline import instant
from grader.stage import StageLimits, stage_entries
from grader.stage.archive import archive_entries
from grader.stage.entries import Entry, FileRefusedError
from grader.stage.source_text import source_text
from tests.fuzz.engine import Target
from tests.fuzz.makers import ON_TEXT
from tests.fuzz.originals import (
    ALLOWED,
    ARCHIVES,
    FILLED,
    LATE_TOML,
    QUESTIONS,
    SMALL_TOML,
    notebook,
)

_LIMITS = StageLimits()
_WRITTEN = ["1/3", "(2, 3, 4)", "[[1, 2], [3, 4]]", "1,024 개", "2만 5천", "3.5e-3 %", "약 8.5배"]
_SOURCES = ["# -*- coding: utf-8 -*-\nx = 1\n", "\ufeffdef f(x):\n\treturn x\n", "x = '한글'\r\n"]


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
    answers = read_answers(decoded(data), QUESTIONS)
    assert set(answers) == _IDS
    assert all(bool(answer.short) == bool(answer.text) for answer in answers.values())


def _written(data: bytes) -> None:
    text = data.decode(errors="replace")
    for read in (read_number, read_matrix, read_shape):
        try:
            read(text)
        except GradeError as refused:
            assert refused.message.complete


class _InMemory(type(Path())):  # type: ignore[misc]
    """A path whose file is not on a disk, which would be most of the time."""

    content = b""

    def read_bytes(self) -> bytes:
        return self.content

    def read_text(self, encoding: str | None = None, *_: object) -> str:
        return self.content.decode(encoding or "utf-8")


def _other_value(rng: random.Random, corpus: Sequence[bytes]) -> bytes:
    """Right TOML with another value somewhere: blind changes seldom get past its grammar."""
    places = re.split(rb"(= )([^,\n{}\[\]]+)", rng.choice(corpus))
    places[rng.randrange(len(places) // 3) * 3 + 2 if len(places) > 3 else 0] = rng.choice(_VALUES)
    return b"".join(places)


def _assignment(data: bytes) -> None:
    _InMemory.content = data
    try:
        loaded = Assignment.load(_FOLDER, None)
    except AssignmentError as refused:
        assert "assignment.toml" in refused.message.en
        raise
    assert set(loaded.files) >= {exercise.file for exercise in loaded.exercises}
    assert math.isfinite(loaded.points)
    assert wait_for(loaded.hints, visible_level(loaded.hints, 3, _NOW), 3)
    if loaded.deadline:
        assert 0 <= loaded.deadline.percent_lost(3) <= 100
        assert loaded.deadline.end_of_grace >= instant(loaded.deadline.due)
        assert loaded.deadline.moved_to(_NOW).due == _NOW


def _source(data: bytes) -> None:
    assert isinstance(source_text(data, "shapes.py").text, str)


_IDS = set(read_answers("", QUESTIONS))
_FOLDER = _InMemory("assignments/small")
_NOW = datetime(2026, 4, 1, tzinfo=UTC)
_VALUES = [
    *(b"0", b"-1", b"1.5", b"-0.0", b"nan", b"inf", b"-inf", b"1e400", b"1e-400", b"0x7f"),
    *(b"9223372036854775807", b"-9223372036854775809", b"1" + b"0" * 400, b"-1e-9", b"true"),
    *(b"0001-01-01T00:00:00+09:00", b"9999-12-31T23:59:59.999999-12:00", b"2026-04-01"),
    *(b"2026-04-01T12:00:00", b"2026-04-01T12:00:00Z", b"12:30:00", b"2026-04-01T00:00:00+23:59"),
    *(b'"../x"', b'"UTC"', b'"\\u0000"', b'"layers"', b'"a.py"', b'"a.md"', b'""', b"'\\'"),
    *(b'["shapes"]', b"[[], {}]", b"{}", b'{ en = "a", ko = "" }', b'"""\n"""', b"[]", b"[101]"),
    *(b"[100, 10]", b'"Asia/Seoul"', b'"unconfined"', b'"all"', b'"by_time"', b'"best"'),
]
_ON_TOML = (*ON_TEXT, *[_other_value] * 10)

READERS = {
    "archive": Target(_archive, (SubmissionError,), ARCHIVES),
    "notebook": Target(_notebook, (SubmissionError,), [notebook()], ON_TEXT),
    "answers": Target(_answers, (GradeError,), [QUESTIONS.encode(), FILLED.encode()], ON_TEXT),
    "written": Target(_written, (), [each.encode() for each in _WRITTEN], ON_TEXT),
    "assignment": Target(_assignment, (AssignmentError,), [SMALL_TOML, LATE_TOML], _ON_TOML),
    "source": Target(_source, (FileRefusedError,), [each.encode() for each in _SOURCES], ON_TEXT),
}
