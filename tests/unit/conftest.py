"""A course small enough to be made anew for a test."""

from __future__ import annotations

from pathlib import Path

import pytest

ASSIGNMENT = """
format_version = 1
name = "hw1"
title = { en = "Homework", ko = "과제" }

[[exercises]]
name = "double"
file = "double.py"
title = { en = "Doubling", ko = "두 배" }
points = 3.0
hidden_checks = 2
forbidden_imports = ["scipy"]

[[exercises]]
name = "quadruple"
file = "quadruple.py"
title = { en = "Quadrupling", ko = "네 배" }
points = 1.0
hidden_checks = 1
needs = ["double"]
"""

DOUBLE = '''"""Doubling.

두 배로 만들기.
"""

from __future__ import annotations

import numpy as np

__all__ = ["double"]


def double(x: np.ndarray) -> np.ndarray:
    """Twice x.

    x의 두 배.
    """
    return x + x
'''

QUADRUPLE = '''"""Quadrupling.

네 배로 만들기.
"""

from __future__ import annotations

import numpy as np

from solutions.hw1.double import double

__all__ = ["quadruple"]


def quadruple(x: np.ndarray) -> np.ndarray:
    """Four times x.

    x의 네 배.
    """
    return double(double(x))
'''

CHECKS_DOUBLE = '''"""Hidden checks of double."""

from grader.checks import Text, check, expect_close, expect_shape
from solutions.hw1.double import double as reference


@check(points=1, hint=Text(en="Look at the shape.", ko="형상을 보세요."))
def test_shape(student, rng):
    """The shape stays.

    형상은 그대로입니다.
    """
    x = rng.normal(size=(2, 3))
    expect_shape(student.double(x), (2, 3))


@check(points=2, after="test_shape")
def test_values(student, rng):
    """Every value is doubled.

    모든 값이 두 배가 됩니다.
    """
    x = rng.normal(size=(2, 3))
    expect_close(student.double(x), reference(x))
'''

CHECKS_QUADRUPLE = '''"""Hidden checks of quadruple."""

from grader.checks import check, expect_close


@check(points=1)
def test_values(student, rng):
    """Every value is quadrupled.

    모든 값이 네 배가 됩니다.
    """
    x = rng.normal(size=(2, 3))
    expect_close(student.quadruple(x), 4 * x)
'''

PUBLIC = '''"""Public checks of double."""

from grader.checks import check, expect_close


@check(points=0)
def test_ones(student, rng):
    """Twice one is two.

    1의 두 배는 2입니다.
    """
    import numpy as np

    expect_close(student.double(np.ones(3)), np.full(3, 2.0))
'''

MISCONCEPTION = '''"""It adds one instead of doubling.

두 배 대신 1을 더했어요.
"""

CAUGHT_BY = "double::test_values"


def double(x):
    return x + 1
'''


class Course:
    """A course's folder, and files of it by short names."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.assignment = root / "assignments/hw1"
        self.solutions = root / "solutions/hw1"

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def submission(self, **sources: str) -> Path:
        """A folder with the right answers, but for the modules that are given."""
        folder = self.root / "submission"
        right = {"double": DOUBLE, "quadruple": QUADRUPLE.replace("solutions.hw1.", "")}
        for module, source in {**right, **sources}.items():
            self.write(f"submission/{module}.py", source)
        return folder


def write_course(root: Path) -> Course:
    """A sound assignment of two exercises, the second built on the first, and a secret."""
    made = Course(root)
    made.write("assignments/hw1/assignment.toml", ASSIGNMENT)
    made.write("assignments/hw1/checks/test_double.py", PUBLIC)
    made.write("solutions/hw1/double.py", DOUBLE)
    made.write("solutions/hw1/quadruple.py", QUADRUPLE)
    made.write("solutions/hw1/checks/test_double.py", CHECKS_DOUBLE)
    made.write("solutions/hw1/checks/test_quadruple.py", CHECKS_QUADRUPLE)
    made.write("solutions/hw1/misconceptions/double/adds_one.py", MISCONCEPTION)
    (made.root / "secret").write_bytes(b"a secret for tests, 32 bytes long")
    return made


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A small course, and its secret in the environment."""
    made = write_course(tmp_path / "course")
    monkeypatch.setenv("GRADE_SECRET_FILE", str(made.root / "secret"))
    return made


WRITTEN = """
[[exercises]]
name = "answers"
file = "answers.md"
title = { en = "Written", ko = "글로 답하기" }
points = 5.0
hidden_checks = 2
runtime = []
essays = [
  { id = "why-not", points = 1.0, title = { en = "Why not", ko = "안 되는 까닭" } },
  { id = "draw-it", points = 1.0, title = { en = "Draw", ko = "그림" }, drawings = ["it.png"] },
]
"""

QUESTIONS = """# Questions

## 1. how-many — 몇 개 (1)

> How many weights has one 5 x 5 filter?

**답 / Answer:**

## 2. which-layer — 어느 계층 (2)

> Which layer has none?

**답 / Answer:**

## 3. why-not — 까닭 (1)

> Why are there none in pooling layers?

**답 / Answer:**

## 4. draw-it — 그림 (1)

> Draw it.

**답 / Answer:**
"""

ANSWERED = (
    QUESTIONS.replace("5 filter?\n\n**답 / Answer:**", "5 filter?\n\n**답 / Answer:** 25개")
    .replace("has none?\n\n**답 / Answer:**", "has none?\n\n**답 / Answer:** 풀링 계층입니다.")
    .replace("layers?\n\n**답 / Answer:**", f"layers?\n\n**답 / Answer:** {'Because. ' * 10}")
    .replace("Draw it.\n\n**답 / Answer:**", f"Draw it.\n\nSee it.png. {'It shows. ' * 10}")
)

CHECKS_WRITTEN = '''"""Hidden checks of answers."""

from grader.checks import check, expect_number, expect_words


@check(points=1)
def test_how_many(answers):
    """The number is right.

    수가 맞습니다.
    """
    expect_number(answers["how-many"], 25, unit="count")


@check(points=2)
def test_which_layer(answers):
    """The layer is right.

    계층이 맞습니다.
    """
    expect_words(answers["which-layer"], ("pooling", "풀링", "풀링 계층"))
'''

RUBRIC = """
format_version = 1

[[essays]]
id = "why-not"
items = [
  { id = "one", points = 0.5, en = "The first reason is there.", ko = "첫째 까닭을 썼습니다." },
  { id = "two", points = 0.5, en = "The second reason is there.", ko = "둘째 까닭을 썼습니다." },
]

[[essays]]
id = "draw-it"
items = [{ id = "all", points = 1.0, en = "It is all drawn.", ko = "모두 그렸습니다." }]
"""

PICTURE = b"\x89PNG\r\n\x1a\nand so on"


@pytest.fixture
def written(course: Course) -> Course:
    """The sound assignment with a third exercise, in words."""
    path = course.assignment / "assignment.toml"
    path.write_text(path.read_text("utf-8") + WRITTEN, "utf-8")
    course.write("assignments/hw1/checks/questions.md", QUESTIONS)
    course.write("assignments/hw1/answers.md", QUESTIONS)
    course.write("solutions/hw1/answers.md", ANSWERED)
    (course.solutions / "it.png").write_bytes(PICTURE)
    course.write("solutions/hw1/checks/test_answers.py", CHECKS_WRITTEN)
    course.write("solutions/hw1/rubric.toml", RUBRIC)
    return course
