"""An explanation never costs the verdict that it explains, whatever a wrong answer is made of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.assignment import find
from grader.grading import Lane
from tests.attacks.arena import Arena, check_of
from tests.attacks.attack import FULL, RIGHT
from tests.attacks.course import Canaries, write_course

SMALL = '''"""Small cases."""

import numpy as np

from grader.diagnosis import small


@small(x=np.array([[1.0, 2.0], [3.0, 4.0]]))
def double(student, x):
    return student.double(x)


@double.cell
def double_cell(index, x):
    return f"at {index}" if index else "in another form"
'''

# number: what `double` answers; all of it is wrong, some of it by little
ANSWERS = {
    "V148": "y * (1 + 1e-5)",
    "V148b": "y + 1e-4 * (np.arange(y.size) == y.size - 1).reshape(y.shape)",
    "V148c": "y * np.nan",
    "V148d": "np.full_like(y, 1e308) * np.where(y > 4, 1, -1)",
    "V148e": "y * 0 + 5e-324",
    "V148f": "y.astype(complex) + 1e-3j",
    "V148g": "(y * 1.1).astype(np.float32)",
    "V148h": "y[:0]",
    "V148i": "np.float64(y.sum())",
    "V148j": "[y.tolist()]",
    "V148k": "y > 3",
}


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    """A course whose author wrote a small case, at the strictest rung."""
    canaries, root = Canaries(), tmp_path_factory.mktemp("explained") / "course"
    secret = write_course(root, canaries)
    small = root / "solutions" / "hw1" / "small" / "basics.py"
    small.parent.mkdir()
    small.write_text(SMALL, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADE_SECRET_FILE", str(secret))
        with Lane(find("hw1", root)) as lane:
            yield Arena(lane, lane.confinement.value, root, canaries)


@pytest.mark.parametrize("number", ANSWERS)
def test_the_attack_is_blocked(number: str, arena: Arena) -> None:
    """No wrong answer is left without its verdict because it is hard to show."""
    trick = f"def double(x):\n    y = x + x\n    return {ANSWERS[number]}\n"
    graded = arena.grade({"basics.py": f"{RIGHT}\n{trick}"})
    assert graded.score == FULL - 2
    check = check_of(graded, "test_double")
    assert check.outcome == "failed"
    assert check.counterexample is not None
    assert check.counterexample.arithmetic is not None


def test_the_twin_passes(arena: Arena) -> None:
    """Rounding is no mistake."""
    trick = "def double(x): return np.nextafter(x + x, 0)"
    assert arena.grade({"basics.py": f"{RIGHT}\n{trick}"}).score == FULL
