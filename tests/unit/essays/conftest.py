"""A class that has handed in essays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from grader.answers import Drawing, WrittenAnswer
from grader.assignment import find
from grader.essays.desk import Desk
from grader.ledger import Entry, Key, Ledger, Status
from grader.records import (
    Confinement,
    EssayResult,
    ExerciseResult,
    GradedSubmission,
    SubmissionInfo,
)
from grader.text import Text

# 1x1, grey
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63f80f0001010100b51ca6ba0000000049454e44ae426082"
)
HandIn = Callable[..., str]


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "grades.sqlite")


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.open(place) as opened:
        yield opened


@pytest.fixture
def hand_in(ledger: Ledger) -> HandIn:
    """A student's essays get into the ledger, as a batch puts them there."""

    def hand_in(student: str, why: str, *drawings: bytes) -> str:
        sha256 = student.rjust(64, "0")
        written = [WrittenAnswer("why-not", why)] if why else []
        if drawings:
            drawn = (Drawing(f"{number}.png", data) for number, data in enumerate(drawings))
            written.append(WrittenAnswer("draw-it", "See it.png.", tuple(drawn)))
        names = {answer.question for answer in written}
        essays = tuple(
            EssayResult(name, Text.same(name), 1.0, answered=name in names)
            for name in ("why-not", "draw-it")
        )
        exercise = ExerciseResult("answers", Text.same("Written"), 3.0, 3.0, (), essays=essays)
        info = SubmissionInfo(student, sha256)
        entry = Entry(
            key=Key(student, "hw1", sha256, "c", "e"),
            status=Status.GRADED,
            batch="b",
            recorded_at=datetime.now(UTC),
            record=GradedSubmission("hw1", Confinement.NAMESPACES, info, 3.0, 3.0, (exercise,)),
        )
        assert ledger.record(entry, "test")
        ledger.essays.keep("hw1", sha256, written)
        return sha256

    return hand_in


@pytest.fixture
def desk(written: Any, ledger: Ledger) -> Desk:
    """Kim's."""
    return Desk.open(ledger, find("hw1", written.root), "kim")
