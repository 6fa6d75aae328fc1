"""Records made by hand, and what they look like."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console, RenderableType

from grader.records import (
    CheckResult,
    Confinement,
    Diagnosis,
    Difference,
    ExerciseResult,
    GradedSubmission,
    Location,
    Outcome,
    SubmissionInfo,
)
from grader.reports.page import Page
from grader.reports.theme import THEME, glyphs_for
from grader.text import Language, Text


class Make:
    """Records, pages and what they look like; every field can be given."""

    def check(
        self, name: str = "one", outcome: Outcome = Outcome.PASSED, **fields: Any
    ) -> CheckResult:
        """A check of one point, passed unless said otherwise."""
        points = fields.pop("points", 1.0)
        values = {
            "id": f"im2col::test_{name}",
            "title": Text(en=f"Title {name}.", ko=f"제목 {name}."),
            "score": points if outcome is Outcome.PASSED else 0.0,
        }
        return CheckResult(outcome=outcome, points=points, **values | fields)

    def exercise(self, *checks: CheckResult, **fields: Any) -> ExerciseResult:
        """An exercise whose points are those of its checks."""
        values = {
            "name": "im2col",
            "title": Text(en="Patches as a matrix", ko="패치를 행렬로"),
            "score": sum(check.score for check in checks),
            "points": sum(check.points for check in checks),
        }
        return ExerciseResult(checks=checks, **values | fields)

    def graded(self, *exercises: ExerciseResult, **fields: Any) -> GradedSubmission:
        """A submission whose points are those of its exercises."""
        values = {
            "assignment": "assignment5",
            "confinement": Confinement.NAMESPACES,
            "submission": SubmissionInfo(id="2023123456", sha256="0" * 64),
            "score": sum(exercise.score for exercise in exercises),
            "points": sum(exercise.points for exercise in exercises),
        }
        return GradedSubmission(exercises=exercises, **values | fields)

    def page(self, language: Language = "en", encoding: str = "utf-8", **fields: Any) -> Page:
        """A page for a UTF-8 console, in English unless said otherwise."""
        values = {
            "asked": language,
            "glyphs": glyphs_for(encoding),
            "preview": False,
            "verbose": False,
        }
        return Page(language=language, encoding=encoding, **values | fields)

    def lines(self, renderable: RenderableType, width: int = 80) -> list[str]:
        """The lines of a renderable at a width, without colours."""
        file = io.StringIO()
        Console(file=file, width=width, theme=THEME).print(renderable)
        return file.getvalue().splitlines()


@pytest.fixture
def make() -> Make:
    """Makes records and pages."""
    return Make()


@pytest.fixture
def mixed(make: Make) -> GradedSubmission:
    """Every outcome, long sentences in both languages, all optional facts."""
    failed = make.check(
        "order",
        Outcome.FAILED,
        title=Text(en="The rows go image by image.", ko="행은 이미지 순서로 놓입니다."),
        message=Text(
            en="12 of 48 values are wrong, the first at [r=1, c=0]; the largest difference is 2.3.",
            ko="값 48개 중 12개가 틀렸어요. 처음으로 틀린 값은 [r=1, c=0]에 있고, 가장 큰 차이는 "
            "2.3이에요.",
        ),
        hint=Text(
            en="All patches of the first image come before those of the second. "
            "Which axis must stand first before you reshape?",
            ko="첫째 이미지의 패치가 모두 나온 다음에 둘째 이미지의 패치가 나옵니다. reshape하기 "
            "전에 어느 축이 맨 앞에 있어야 할까요?",
        ),
        difference=Difference((12, 4), (12, 4), ("r", "c"), (1, 0), 12, 48, 2.3),
        diagnosis=Diagnosis(
            "batch_innermost",
            Text(
                en="The rows go place by place, with the images of the batch innermost.",
                ko="행이 위치 순서로 놓이고 배치의 이미지가 가장 안쪽에 있어요.",
            ),
        ),
        output="".join(f"row {number}\n" for number in range(48)),
    )
    crashed = make.check(
        "padding",
        Outcome.CRASHED,
        message=Text(
            en="Your code raised ValueError: cannot reshape array of size 75 into shape (12, 4).",
            ko="코드에서 오류가 났어요: ValueError: cannot reshape array of size 75 into shape "
            "(12, 4).",
        ),
        location=Location("im2col.py", 23, "col = col.transpose(0, 4, 5, 1, 2, 3).reshape(12, 4)"),
    )
    waits = Text(en="Waits for: Title padding.", ko="먼저 통과해야 하는 검사: 제목 padding.")
    unread = Text(en="It is saved as UTF-16.", ko="UTF-16으로 저장되어 있어요.")
    others = [
        make.check("blocked", Outcome.BLOCKED, message=waits),
        make.check("slow", Outcome.OVER_LIMIT, message=Text.same("2 s"), points=0.5),
        make.check("gpu", Outcome.SKIPPED, message=Text.same("GPU?")),
        make.check("fault", Outcome.GRADER_FAULT, message=Text.same("MemoryError"), points=3.0),
    ]
    stubs = [
        make.check(str(n), Outcome.NOT_ATTEMPTED, message=Text.same("stub")) for n in range(12)
    ]
    refused = [make.check(str(n), Outcome.REJECTED, message=unread) for n in range(6)]
    return make.graded(
        make.exercise(make.check("a"), make.check("b"), name="shapes"),
        make.exercise(
            make.check("first", points=1.5), failed, crashed, *others, make.check("last")
        ),
        make.exercise(*stubs, name="convolution", graded_with_reference=("im2col",)),
        make.exercise(*refused, name="pooling", notes=(Text(en="A note.", ko="참고할 점."),)),
        needs_person=20.0,
    )
