"""What crosses comes back as it was; what is none of ours is refused."""

from __future__ import annotations

import msgspec
import pytest

from grader.batch.messages import (
    Failed,
    Fit,
    Graded,
    Setting,
    Unfit,
    Work,
    answer_from,
    encoded,
    setting_from,
    work_from,
)
from grader.records import Confinement
from grader.stage import stage
from grader.text import Text
from tests.verdicts import record

SETTING = Setting("hw1", {"double": "ab"}, {"python": "3.11"}, Confinement.LANDLOCK)


def test_work_crosses(course: object) -> None:
    """With the staged submission and results that still hold."""
    staged = stage(course.submission(), {"double.py", "quadruple.py"})  # type: ignore[attr-defined]
    work = Work(SETTING, staged, ("double",), record().exercises)
    back = work_from(encoded(work))
    assert back.staged.sources == dict(staged.sources)
    assert (back.staged.sha256, back.earlier) == (staged.sha256, work.earlier)
    assert setting_from(encoded(SETTING)) == SETTING


@pytest.mark.parametrize(
    "answer",
    [
        Fit(Confinement.NAMESPACES),
        Unfit("w", Text.same("no")),
        Graded(record()),
        Failed(Text.same("why")),
    ],
)
def test_answers_cross(answer: Fit | Unfit | Graded | Failed) -> None:
    """Each as its own kind."""
    assert answer_from(encoded(answer)) == answer


def test_noise_is_refused() -> None:
    """Whatever a worker may send, it is an answer or an error."""
    for noise in (b"", b"\x80", msgspec.msgpack.encode({"type": "Graded"})):
        with pytest.raises(msgspec.MsgspecError):
            answer_from(noise)
