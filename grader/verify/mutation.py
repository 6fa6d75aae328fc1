"""Mutants of a reference: copies with one small, plausible mistake each.

The checks of an assignment are sound only if they tell every mutant from the reference.
What is changed stands in `grader.verify.mutation_operators`; here the places are found and
the mutants are made, named and counted.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from grader.verify.mutation_operators import OPERATORS, Place

_MODULE = "module"
_LONGEST_SNIPPET = 70
# What students cannot see the effect of, or do not write: no operator looks inside.
_SKIPPED_FIELDS = frozenset({"annotation", "returns", "decorator_list", "bases", "type_params"})
_SKIPPED_NODES = (ast.Import, ast.ImportFrom, ast.JoinedStr)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Mutant:
    """One changed copy of a source."""

    id: str  # stable while the changed function is: it has no line number
    line: int  # of the original source, counted from 1
    operator: str  # what kind of change, such as "comparison"
    description: str  # where and what, for people
    source: str  # the whole changed module; comments are gone


def mutants(source: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines.

    Each differs from the original in one place and from every other mutant. Docstrings,
    `__all__`, annotations, imports and the texts of raised errors stay as they are.
    """
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    names: Counter[str] = Counter()
    found: list[Mutant] = []
    for scope, place in _places(tree, _MODULE):
        for operator, replacements in OPERATORS.items():
            for replacement in replacements(place):
                with _replaced(place, replacement):
                    changed = ast.unparse(tree)
                if changed in seen:
                    continue
                seen.add(changed)
                found.append(_mutant(scope, place, operator, replacement, changed, names))
    return found
