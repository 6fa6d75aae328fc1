"""Mutants: one change each, all different, all valid, named so that authors can list them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from grader.assignment.reference import flatten
from grader.verify.mutation import Mutant, mutants

REFERENCES = sorted((Path(__file__).parents[3] / "solutions" / "assignment5").glob("*.py"))
every_reference = pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)

SOURCE = '''"""Module 1 + 1."""

from __future__ import annotations

import numpy as np

__all__ = ["b", "a"]


class Layer:
    """Adds 1 + 1."""

    def forward(self, x: Array[0, 1], bias: bool) -> Array[0, 1]:
        """Double 1 + 1."""
        if x.ndim != 4:
            raise ValueError(f"got {x.ndim + 1}", 4)
        return x + bias
'''


def _of(source: str) -> dict[str, Mutant]:
    return {mutant.id: mutant for mutant in mutants(source)}


def test_all_mutants_of_a_small_module() -> None:
    """Docstrings, `__all__`, annotations, imports and texts of errors are never changed."""
    assert list(_of(SOURCE)) == [
        "Layer.forward: comparison: if x.ndim == 4:",
        "Layer.forward: constant: if x.ndim != 5:",
        "Layer.forward: constant: if x.ndim != 3:",
        "Layer.forward: deletion: raise ValueError(f'got {x.ndim + 1}', 4)",
        "Layer.forward: return: return None",
        "Layer.forward: arithmetic: return x - bias",
    ]


def test_a_mutant_says_what_changed() -> None:
    """Line of the original, operator, the two snippets, and the whole changed module."""
    mutant = _of(SOURCE)["Layer.forward: arithmetic: return x - bias"]
    assert (mutant.line, mutant.operator) == (17, "arithmetic")
    assert mutant.description == "`x + bias` -> `x - bias`"
    assert mutant.source == ast.unparse(ast.parse(SOURCE)).replace("x + bias", "x - bias")


def test_ids_do_not_depend_on_other_lines() -> None:
    """Code added elsewhere, above too, leaves every id as it is."""
    longer = SOURCE.replace("class Layer", "SIZE = 3\n\n\nclass Layer")
    longer = longer.replace("        return", "        y = x * 2\n        return")
    assert _of(SOURCE).keys() < _of(longer).keys()


def test_equal_lines_have_numbered_ids() -> None:
    """Where two lines of a function are equal, their changes are told apart by a number."""
    ids = list(_of("def f(x):\n    x.a += 1\n    x.a += 1\n"))
    assert "f: arithmetic: x.a -= 1" in ids
    assert "f: arithmetic: x.a -= 1 #2" in ids


def test_code_outside_functions_is_changed_too() -> None:
    """A constant of the module has a scope of its own."""
    assert list(_of("SIZE = 1\n")) == ["module: constant: SIZE = 2", "module: constant: SIZE = 0"]


def test_the_source_is_left_alone_between_mutants() -> None:
    """Asking twice gives the same list."""
    assert mutants(SOURCE) == mutants(SOURCE)


@every_reference
def test_references_have_sound_mutants(path: Path) -> None:
    """Every mutant of a reference compiles, differs from it and from all others, has its own id."""
    source = flatten(path.read_text(encoding="utf-8"), "assignment5")
    made = mutants(source)
    for mutant in made:
        compile(mutant.source, path.name, "exec")
        assert 1 <= mutant.line <= source.count("\n")
    trees = {ast.dump(ast.parse(mutant.source)) for mutant in made}
    assert len(trees - {ast.dump(ast.parse(source))}) == len(made) > 20
    assert len({mutant.id for mutant in made}) == len(made)


@every_reference
def test_references_mutants_change_one_place(path: Path) -> None:
    """A mutant differs from its reference in one run of at most two lines."""
    source = flatten(path.read_text(encoding="utf-8"), "assignment5")
    original = ast.unparse(ast.parse(source)).splitlines()
    for mutant in mutants(source):
        changed = mutant.source.splitlines()
        same_above = next(i for i, line in enumerate(changed) if line != original[i])
        pairs = zip(reversed(changed), reversed(original), strict=False)
        same_below = next(i for i, (new, old) in enumerate(pairs) if new != old)
        is_block = mutant.operator == "deletion"
        assert is_block or len(changed) - same_above - same_below <= 2
