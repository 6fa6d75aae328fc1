"""A class of a few students with everything that can happen to them."""

from __future__ import annotations

from typing import Any

import pytest

from grader.records import Diagnosis, EssayResult, Outcome, SubmissionInfo
from grader.reports.class_report import Ended, Member, class_report
from grader.reports.class_report.model import ClassReport
from grader.text import Text
from tests.unit.reports.html.conftest import HOSTILE

STRIDE = Diagnosis(
    "forgets_stride", Text(en="The stride is forgotten.", ko="스트라이드를 잊었어요.")
)
REASON = Text(en="The archive is damaged.", ko="압축 파일이 손상되었습니다.")


class Classroom:
    """Members made by hand."""

    def __init__(self, make: Any) -> None:
        self.make = make

    def graded(self, student: str, *checks: Any, **fields: Any) -> Member:
        """One with these checks in one exercise, in time unless said otherwise."""
        essays = fields.pop("essays", ())
        exercise = self.make.exercise(*checks, essays=essays)
        record = self.make.graded(exercise, submission=SubmissionInfo(student, "0" * 64))
        fields.setdefault("earned", record.score)
        return Member(student, Ended.GRADED, record=record, **fields)


@pytest.fixture
def classroom(make: Any) -> Classroom:
    return Classroom(make)


@pytest.fixture
def members(classroom: Classroom, make: Any) -> list[Member]:
    """Two good ones, two with one misconception, one of whom is late; and the others."""
    right = [make.check("a", points=2.0), make.check("b")]
    wrong = make.check("a", Outcome.FAILED, points=2.0, diagnosis=STRIDE)
    again = make.check("b", Outcome.CRASHED, diagnosis=STRIDE, flag="unasked bytes")
    fault = make.check("b", Outcome.GRADER_FAULT, message=Text.same("No memory."))
    essay = EssayResult("why", Text(en="Why", ko="까닭"), 1.0, answered=True)
    return [
        classroom.graded("1", *right, essays=(essay,)),
        classroom.graded("2", *right, essays=(essay,), earned=3.5, marked=frozenset({"why"})),
        classroom.graded("3", wrong, make.check("b")),
        classroom.graded("4", wrong, again, earned=0.0, is_late=True),
        classroom.graded("5", make.check("a", points=2.0), fault),
        Member("6", Ended.REJECTED, reason=REASON),
        Member("7", Ended.FAULT),
        Member("8", Ended.MISSING),
    ]


@pytest.fixture
def report(members: list[Member]) -> ClassReport:
    return class_report("assignment5", members)


@pytest.fixture
def hostile_report(classroom: Classroom, make: Any) -> ClassReport:
    """Hostile text wherever it could come in, and more of everything than is shown at once."""
    shown = Text.same(HOSTILE)
    check = make.check(
        *("all", Outcome.CRASHED),
        id=HOSTILE,
        title=shown,
        diagnosis=Diagnosis(HOSTILE, shown),
        flag=HOSTILE,
    )
    essay = EssayResult(HOSTILE, shown, 1.0, answered=True)
    many = [
        make.check(str(n), Outcome.FAILED, diagnosis=Diagnosis(f"m{n}", shown)) for n in range(20)
    ]
    people = [Member(f"{n}{HOSTILE}", Ended.REJECTED, reason=shown) for n in range(20)]
    return class_report(
        HOSTILE, [classroom.graded(HOSTILE, check, *many, essays=(essay,)), *people]
    )
