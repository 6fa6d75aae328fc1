"""Small cases: a few whole numbers on which a wrong implementation can be seen to be wrong.

An author writes them in solutions/NAME/small/EXERCISE.py; they may be shown to students:

    @small(x=image([[1, 2, 3]]), W=image([[2]]), stride=2)
    def output(student, x, W, stride=1, pad=0):
        return student.Convolution(W, np.zeros(1), stride, pad).forward(x)

    @output.cell
    def output_cell(index, x, W, stride, pad):
        return "out[0, 0, 0, 0] = 1*2 = 2"

`student` is the student's module or the reference. The function is also what the student is
shown, so it uses nothing but its arguments and numpy. `cell` explains one number of the
result, the first wrong one; its index is None where the student's result has another shape.
NO_COUNTEREXAMPLE, if there is one, names misconceptions that no small case can show, and why.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import numpy as np

from grader.assignment import Assignment, Exercise
from grader.diagnosis.misconceptions import module_of
from grader.text import Text

Inputs = Mapping[str, Any]
_Function = Callable[..., Any]
_Cell = TypeVar("_Cell", bound=Callable[..., str | Text | None])
LIBRARIES = {"torch": "import torch", "np": "import numpy as np"}  # that cases may use
_EXCEPTIONS = "NO_COUNTEREXAMPLE"


@dataclass
class Small:
    """One way of calling an implementation, with the inputs for which it is tried."""

    function: _Function
    inputs: list[Inputs] = field(default_factory=list)
    explain: _Function | None = None  # how one number of the result comes about

    def cell(self, function: _Cell) -> _Cell:
        """Say how one number of the result comes about (a decorator)."""
        self.explain = function
        return function


def small(**inputs: Any) -> Callable[[_Function | Small], Small]:
    """One case of the function below (a decorator; may be repeated for more cases)."""

    def add(function: _Function | Small) -> Small:
        found = function if isinstance(function, Small) else Small(function)
        found.inputs.insert(0, inputs)
        return found

    return add


@dataclass(frozen=True)
class Case:
    """One small case."""

    function: ast.FunctionDef  # as the author wrote it
    inputs: Inputs  # those of the case
    arguments: Inputs  # those and the function's defaults
    small: Small

    @property
    def numbers(self) -> int:
        """How many numbers its inputs hold; a shape counts as one."""
        return sum(map(_numbers, self.inputs.values()))

    @cached_property
    def names(self) -> frozenset[str]:
        """What it uses of the student's module: classes, functions, methods, attributes."""
        attributes = [n for n in ast.walk(self.function) if isinstance(n, ast.Attribute)]
        return frozenset(n.attr for n in attributes if ast.unparse(n.value) not in LIBRARIES)

    def run(self, module: Any) -> Any:
        """What an implementation answers; raises what it raises."""
        return self.small.function(module, **_copied(self.arguments))

    def arithmetic(self, index: tuple[int, ...] | None) -> Text | None:
        """How the expected number at `index` comes about, as its author says."""
        if self.small.explain is None:
            return None
        said = self.small.explain(index, **_copied(self.arguments))
        return Text.same(said) if isinstance(said, str) else said


@dataclass(frozen=True)
class SmallCases:
    """All small cases of one exercise, those with the fewest numbers first."""

    cases: Sequence[Case] = ()
    exceptions: Mapping[str, str] = field(default_factory=dict)  # misconception -> reason


def small_cases(assignment: Assignment, exercise: Exercise) -> SmallCases | None:
    """What the author wrote for one exercise; None where there is no file."""
    if assignment.solutions is None:
        return None
    path: Path = assignment.solutions / "small" / f"{exercise.name}.py"
    if not path.is_file():
        return None
    source = path.read_text(encoding="utf-8")
    module = module_of(source, f"small_{exercise.name}")
    cases = sorted(_cases(ast.parse(source), module), key=lambda case: case.numbers)
    return SmallCases(tuple(cases), getattr(module, _EXCEPTIONS, {}))


def _cases(tree: ast.Module, module: ModuleType) -> Iterator[Case]:
    for node in tree.body:
        found = getattr(module, node.name, None) if isinstance(node, ast.FunctionDef) else None
        if isinstance(found, Small) and isinstance(node, ast.FunctionDef):
            for inputs in found.inputs:
                given = signature(found.function).bind(None, **inputs)
                given.apply_defaults()
                student = next(iter(given.arguments))
                arguments = {k: v for k, v in given.arguments.items() if k != student}
                yield Case(node, inputs, arguments, found)


def _numbers(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return value.size
    if not isinstance(value, list):
        return 1
    return sum(len(item) if isinstance(item, tuple) else 1 for item in value)


def _copied(arguments: Inputs) -> dict[str, Any]:
    """Arrays anew, for an implementation may write into them."""
    return {k: v.copy() if isinstance(v, np.ndarray) else v for k, v in arguments.items()}
