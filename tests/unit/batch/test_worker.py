"""A worker answers in every case, and grades under no other setting than it was told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from grader.assignment import find
from grader.batch import worker
from grader.batch.fitness import setting_of
from grader.batch.messages import (
    Failed,
    Fit,
    Graded,
    Setting,
    Unfit,
    Work,
    answer_from,
    encoded,
)
from grader.records import Confinement
from grader.stage import stage


@pytest.fixture
def setting(course: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Setting]:
    monkeypatch.chdir(course.root)
    yield setting_of(find("hw1"), ["double"], None)
    worker._warm.close()


def test_it_grades(course: Any, setting: Setting) -> None:
    """What it was asked for; the record says the weakest level of all its results."""
    staged = stage(course.submission(), {"double.py": ()})
    work = Work(setting, staged, ("double",), confinement=Confinement.UNCONFINED)
    [answer] = map(answer_from, worker.grade([encoded(work)]))
    assert isinstance(answer, Graded)
    assert [result.name for result in answer.record.exercises] == ["double"]
    assert answer.record.confinement is Confinement.UNCONFINED


def test_a_worker_that_fits_says_its_level(setting: Setting) -> None:
    """Found by trying."""
    answer = answer_from(worker.inspect([encoded(setting)])[0])
    assert isinstance(answer, Fit)
    assert answer.confinement.strictness >= setting.minimum.strictness


def test_a_worker_with_other_checks_says_so(setting: Setting) -> None:
    """It grades nothing."""
    other = msgspec.structs.replace(setting, exercises={"double": "another"})
    answer = answer_from(worker.inspect([encoded(other)])[0])
    assert isinstance(answer, Unfit)
    assert answer.reason.en.endswith("exercises differ: double.")


def test_noise_is_answered_too() -> None:
    """No exception ever crosses."""
    for answer in (*worker.grade([b"noise", b"more"]), *worker.inspect([b""])):
        assert isinstance(answer_from(answer), Failed)
