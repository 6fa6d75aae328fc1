"""Overlays: a misconception's definitions in the place of the reference's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.assignment.reference import flatten
from grader.diagnosis.overlay import Patch, overlay, read_patch
from grader.errors import AssignmentError

SOLUTIONS = Path(__file__).parents[3] / "solutions" / "assignment5"
MISCONCEPTIONS = sorted(SOLUTIONS.glob("misconceptions/*/*.py"))

REFERENCE = '''"""Reference."""

def double(x):
    return 2 * x


def quadruple(x):
    return double(double(x))
'''

PATCH = '''"""Adds two.

2를 더했어요.
"""

from __future__ import annotations

from solutions.hw1.numbers import double as reference
from solutions.hw1.numbers import quadruple

CAUGHT_BY = "numbers::test_double"


def double(x: Missing) -> Missing:
    return reference(x) + 2
'''


def _run(source: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "patched"}
    exec(compile(source, "patched.py", "exec", dont_inherit=True), names)  # noqa: S102
    return names


@pytest.mark.parametrize("patch", [PATCH, flatten(PATCH, "hw1")], ids=["as written", "flattened"])
def test_definitions_replace(patch: str) -> None:
    """The reference's own functions use what the patch redefines, which can call the original."""
    names = _run(overlay(REFERENCE, patch, "numbers"))
    assert names["double"](5) == 12
    assert names["quadruple"](5) == 26


def test_what_describes_the_patch_is_dropped() -> None:
    """Docstring, CAUGHT_BY and imports of the module itself are not part of the result."""
    source = overlay(REFERENCE, PATCH, "numbers")
    assert not [word for word in ("Adds two", "CAUGHT_BY", "hw1", "import quad") if word in source]
    assert source.startswith('"""Reference."""\nfrom __future__ import annotations\n')
    assert source.endswith("reference(x) + 2\n")


def test_future_imports_are_written_once() -> None:
    """A feature that the reference already has is not asked for again."""
    reference = f"from __future__ import annotations\n\n{REFERENCE.partition(chr(10))[2]}"
    assert overlay(reference, PATCH, "numbers").count("__future__") == 1


def test_reference_without_docstring() -> None:
    """A feature goes before everything else."""
    source = overlay("x = 1\n", "from __future__ import annotations\ny: No = 2\n", "numbers")
    assert source.startswith("from __future__ import annotations\nx = 1\n")
    assert _run(source)["y"] == 2


def test_imports_of_other_modules_stay() -> None:
    """Only the module that is patched is already there."""
    patch = (
        "import math as numbers_of_old\n"
        "from solutions.hw1.im2col import col2im\n"
        "from other.numbers import one\n"
        "from numbers import (\n    double as d,\n    quadruple,\n)\n"
    )
    lines = overlay(REFERENCE, patch, "numbers").splitlines()
    assert lines[-4:] == [*patch.splitlines()[:3], "d = double"]


def test_importing_the_module_whole_is_refused() -> None:
    """There is no module object to give a patch, so the error says what to write."""
    with pytest.raises(AssignmentError, match=r"Line 1 .*from numbers import NAME"):
        overlay(REFERENCE, "import solutions.hw1.numbers as reference\n", "numbers")


def test_reading_a_patch() -> None:
    """A patch says in two languages what it is, and which check catches it."""
    patch = read_patch(PATCH)
    assert (patch.explanation.en, patch.explanation.ko) == ("Adds two.", "2를 더했어요.")
    assert patch.caught_by == "numbers::test_double"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("CAUGHT_BY = 'a::b'\n", "doubles.py does not explain itself"),
        ('"""English only."""\nCAUGHT_BY = "a::b"\n', "doubles.py does not explain itself"),
        ('"""Both.\n\n둘 다.\n"""\n', "doubles.py does not say which check"),
        ('"""Both.\n\n둘 다.\n"""\nCAUGHT_BY = 3\n', "doubles.py does not say which check"),
        ("def f(:\n", r"doubles.py is not valid Python: line 1, "),
    ],
)
def test_incomplete_patches(source: str, message: str) -> None:
    """What a patch lacks is named, and so is the file."""
    with pytest.raises(AssignmentError, match=message):
        read_patch(source, "doubles.py")


@pytest.mark.parametrize("path", MISCONCEPTIONS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_misconceptions(path: Path) -> None:
    """Every misconception explains itself and makes one module with its reference."""
    patch = path.read_text(encoding="utf-8")
    reference = (SOLUTIONS / f"{path.parent.name}.py").read_text(encoding="utf-8")
    source = overlay(flatten(reference, "assignment5"), patch, path.parent.name)
    compile(source, path.name, "exec")
    assert isinstance(read_patch(patch, path.name), Patch)
    assert f"solutions.assignment5.{path.parent.name} " not in source
