"""The author's gate finds what is wrong with an assignment, and nothing where all is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.assignment import find, reference
from grader.verify.gate import verify
from grader.verify.stubs import stub_of


@pytest.fixture
def sound(course: Any) -> Any:
    """A course whose stubs are written."""
    assignment = find("hw1", course.root)
    for exercise in assignment.exercises:
        stub = stub_of(reference.source_of(assignment, exercise))
        (assignment.folder / exercise.file).write_text(stub, "utf-8")
    return course


def findings(course: Any) -> list[str]:
    """Everything the gate says, a line each."""
    return [
        f"{step.title.en} | {finding.where} | {finding.message.en}"
        for step in verify(find("hw1", course.root))
        for finding in step.findings
    ]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_sound_assignment_passes(sound: Any) -> None:
    """Nothing is found where everything is right, and every step has run."""
    assert findings(sound) == []
    titles = [step.title.en for step in verify(find("hw1", sound.root))]
    assert titles[-1] == "Mutants of quadruple.py are caught"
    assert len(set(titles)) == len(titles) >= 10


def _korean_title(c: Any) -> None:
    edit(c.solutions / "checks/test_double.py", "형상은 그대로입니다.", "The shape stays.")


def _missing_title(c: Any) -> None:
    edit(c.solutions / "checks/test_double.py", "\n\n    형상은 그대로입니다.", "")


def _empty_hint(c: Any) -> None:
    edit(c.solutions / "checks/test_double.py", 'ko="형상을 보세요."', 'ko=""')


def _points(c: Any) -> None:
    edit(c.assignment / "assignment.toml", "points = 3.0", "points = 4.0")


def _count(c: Any) -> None:
    edit(c.assignment / "assignment.toml", "hidden_checks = 2", "hidden_checks = 3")


def _after(c: Any) -> None:
    edit(c.solutions / "checks/test_double.py", 'after="test_shape"', 'after="test_shpe"')


def _old_stub(c: Any) -> None:
    edit(c.assignment / "double.py", "Twice x.", "Two times x.")


def _no_stub(c: Any) -> None:
    (c.assignment / "double.py").unlink()


def _quoted(c: Any) -> None:
    c.write("assignments/hw1/notes.md", "Remember:\n    return double(double(x))\n")


def _named(c: Any) -> None:
    c.write("assignments/hw1/notes.md", "see solutions/hw1\n")


def _stub_passes(c: Any) -> None:
    edit(c.solutions / "checks/test_double.py", "expect_shape(student.double(x), (2, 3))", "pass")


def _reference_fails(c: Any) -> None:
    edit(c.solutions / "checks/test_quadruple.py", "4 * x", "5 * x")


def _fails_the_third_time(c: Any) -> None:
    path = c.solutions / "checks/test_quadruple.py"
    edit(path, "@check(", "CALLS = __import__('itertools').count()\n\n\n@check(")
    edit(path, "    x = rng", "    assert next(CALLS) != 2\n    x = rng")


def _zero_passes(c: Any) -> None:
    edit(c.solutions / "checks/test_double.py", "reference(x))", "reference(x) * 0, tolerance=9)")


def _fault_for_none(c: Any) -> None:
    edit(
        c.solutions / "checks/test_quadruple.py",
        "expect_close(student.quadruple(x), 4 * x)",
        "expect_close(student.quadruple(x) + 0, 4 * x)",
    )


def _misconception_passes(c: Any) -> None:
    edit(c.solutions / "misconceptions/double/adds_one.py", "x + 1", "x + x")


def _caught_by_nothing(c: Any) -> None:
    edit(c.solutions / "misconceptions/double/adds_one.py", "::test_values", "::test_vales")


def _mutants_survive(c: Any) -> None:
    edit(
        c.solutions / "checks/test_double.py",
        "expect_close(student.double(x), reference(x))",
        "expect_shape(student.double(x), x.shape)",
    )


def _stale_equivalent(c: Any) -> None:
    c.write(
        "solutions/hw1/equivalent_mutants.toml",
        '[[equivalent]]\nid = "double: gone"\nreason = "none"\n',
    )


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_korean_title, "double::test_shape | The Korean sentence is not Korean"),
        (_missing_title, "double::test_shape | A sentence is missing"),
        (_empty_hint, "double::test_shape (hint) | A sentence is missing"),
        (_points, "double | points: the checks have 3"),
        (_count, "double | hidden checks: the checks have 2, assignment.toml says 3"),
        (_after, "double::test_values | after names no check of this file: test_shpe"),
        (_old_stub, "double.py | The stub is not what the reference gives"),
        (_no_stub, "double.py | The stub is not what the reference gives"),
        (_quoted, "notes.md | It holds a line of the solutions: return double(double(x))"),
        (_named, "notes.md | It speaks of the folder solutions"),
        (_stub_passes, "double::test_shape | got passed, expected not_attempted"),
        (_reference_fails, "quadruple::test_values | got failed, expected passed"),
        (_zero_passes, "double::test_values | It passes with zero answers"),
        (_fault_for_none, "quadruple::test_values (empty) | The check itself fails"),
        (_misconception_passes, "adds_one | The check it names does not catch it"),
        (_caught_by_nothing, "adds_one | CAUGHT_BY names no check: double::test_vales"),
        (_mutants_survive, "Survives: double: "),
        (_stale_equivalent, "double.py | Declared equivalent, but caught or not made"),
    ],
)
def test_damage_is_found(sound: Any, damage: Callable[[Any], None], said: str) -> None:
    """Each kind of damage is found and named."""
    damage(sound)
    assert any(said in finding for finding in findings(sound)), findings(sound)


def test_an_unsteady_check_is_found(sound: Any) -> None:
    """A check that fails once in five runs of the reference is found."""
    _fails_the_third_time(sound)
    assert any("Run 3 gave another record" in finding for finding in findings(sound))
