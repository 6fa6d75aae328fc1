"""A small case as a student would type it, and values as Python writes them."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from grader.diagnosis.small import LIBRARIES, Case

_WIDTH = 66  # of a line, so that a report has room for it
_MOST_NUMBERS = 60  # of a value that is shown
_MOST_CHARACTERS = 200
_DIGITS = 6
_LEAST_RANGE = 3  # numbers


def snippet(case: Case, module: str) -> str:
    """A few lines that show what the student's `module` makes of a case.

    Imports, inputs, and the calls with their result printed; several on one line where they fit.
    """
    arrays = {k: v for k, v in case.arguments.items() if isinstance(v, np.ndarray)}
    others = {k: v for k, v in case.arguments.items() if k not in arrays}
    inlined = _Inlined(case.function.args.args[0].arg, others)
    *statements, result = _body(case.function)
    calls = [ast.unparse(inlined.visit(node)) for node in statements]
    calls.append(f"print({ast.unparse(inlined.visit(result))})")
    inputs = [f"{name} = {as_argument(array)}" for name, array in arrays.items()]
    imports = [f"from {module} import {', '.join(sorted(inlined.imported))}"]
    for name, line in LIBRARIES.items():
        if any(f"{name}." in each for each in (*inputs, *calls)):
            imports.insert(0, line)
    return "\n".join((*_packed(imports), *_packed(inputs), *_packed(calls)))


def as_argument(array: Any) -> str:
    """An array as source, the shorter of two ways: np.array([[1., 2.]]), np.arange(1., 9)."""
    point = "." if array.dtype.kind == "f" else ""  # class ids must stay whole numbers
    written = f"np.array({_as_numbers(array.tolist(), point)})"
    if array.size < _LEAST_RANGE or (array.ravel() != np.arange(1, array.size + 1)).any():
        return written
    shape = ", ".join(map(str, array.shape))
    counted = f"np.arange(1{point}, {array.size + 1})"
    counted += "" if array.ndim == 1 else f".reshape({shape})"
    return min(written, counted, key=len)


def as_value(value: Any) -> str:
    """A value as Python writes it, whole numbers without .0; only its shape where it is large."""
    if isinstance(value, np.ndarray) and (value.size > _MOST_NUMBERS or not value.size):
        return f"array, shape {value.shape}"
    shown = _written(value)
    return shown if len(shown) <= _MOST_CHARACTERS else f"{shown[:_MOST_CHARACTERS]} ..."


def _written(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return _written(value.tolist())
    if isinstance(value, np.generic):
        return _written(value.item())
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 10**_DIGITS
        return str(int(value)) if whole else f"{value:.{_DIGITS}g}"
    if type(value) is list:
        return f"[{', '.join(map(_written, value))}]"
    if type(value) is tuple:
        return f"({', '.join(map(_written, value))}{',' if len(value) == 1 else ''})"
    return repr(value)


def _as_numbers(numbers: Any, point: str) -> str:
    if isinstance(numbers, list):
        return f"[{', '.join(_as_numbers(number, point) for number in numbers)}]"
    return f"{_written(numbers)}{point}" if float(numbers).is_integer() else repr(numbers)


def _body(function: ast.FunctionDef) -> list[ast.AST]:
    """Copies of the statements, the last of them as the expression that is returned."""
    body = ast.parse(ast.unparse(function)).body[0].body  # type: ignore[attr-defined]
    *statements, last = body[1:] if ast.get_docstring(function) is not None else body
    return [*statements, last.value]


def _packed(statements: list[str]) -> list[str]:
    """Lines of as many statements as fit."""
    lines = statements[:1]
    for statement in statements[1:]:
        if len(lines[-1]) + len(statement) + 2 <= _WIDTH:
            lines[-1] += f"; {statement}"
        else:
            lines.append(statement)
    return lines


class _Inlined(ast.NodeTransformer):
    """student.X becomes X, and arguments that are no arrays become their values."""

    def __init__(self, student: str, values: dict[str, Any]) -> None:
        self._student = student
        self._values = values
        self.imported: set[str] = set()

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id == self._student:
            self.imported.add(node.attr)
            return ast.Name(node.attr, ast.Load())
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self._values:
            return ast.parse(repr(self._values[node.id]), mode="eval").body
        return node
