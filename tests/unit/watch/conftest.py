"""Records made by hand, and what is drawn of them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console, RenderableType

from grader.records import (
    CheckResult,
    Confinement,
    ExerciseResult,
    GradedSubmission,
    Outcome,
    SubmissionInfo,
)
from grader.reports.page import Page
from grader.reports.theme import THEME, glyphs_for
from grader.text import Language, Text

EXERCISES = ("shapes", "im2col", "convolution")
OUTCOMES = {
    "p": Outcome.PASSED,
    "f": Outcome.FAILED,
    "n": Outcome.NOT_ATTEMPTED,
    "b": Outcome.BLOCKED,
    "s": Outcome.SKIPPED,
    "g": Outcome.GRADER_FAULT,
}


class Make:
    """Results from a few letters, one for each check."""

    def check(self, check_id: str, letter: str = "f", **fields: Any) -> CheckResult:
        outcome = OUTCOMES[letter]
        values = {
            "title": Text(en=f"Title {check_id}.", ko=f"제목 {check_id}."),
            "message": None if letter == "p" else Text.same(f"Wrong in {check_id}."),
            "score": float(letter == "p"),
        }
        return CheckResult(id=check_id, outcome=outcome, points=1.0, **values | fields)

    def exercise(self, name: str, letters: str, **fields: Any) -> ExerciseResult:
        checks = tuple(
            self.check(f"{name}::test_{number}", letter, **fields)
            for number, letter in enumerate(letters)
        )
        score = sum(check.score for check in checks)
        return ExerciseResult(name, Text.same(name.title()), score, len(letters), checks)

    def graded(self, *letters: str, **fields: Any) -> GradedSubmission:
        """Exercises shapes, im2col, convolution with these results."""
        exercises = tuple(
            self.exercise(name, each, **fields)
            for name, each in zip(EXERCISES, letters, strict=False)
        )
        return GradedSubmission(
            "hw1",
            Confinement.NAMESPACES,
            SubmissionInfo("2023123456", "0" * 64),
            sum(each.score for each in exercises),
            sum(each.points for each in exercises),
            exercises,
        )

    def page(self, language: Language = "en", encoding: str = "utf-8") -> Page:
        return Page(
            language, language, encoding, glyphs_for(encoding), preview=False, verbose=False
        )

    def lines(self, renderable: RenderableType, width: int = 80) -> list[str]:
        file = io.StringIO()
        Console(file=file, width=width, theme=THEME).print(renderable, width=width)
        return file.getvalue().splitlines()


@pytest.fixture
def make() -> Make:
    return Make()
