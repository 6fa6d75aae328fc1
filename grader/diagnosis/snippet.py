"""A small case as a student would type it, and values as Python writes them."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from grader.diagnosis.small import Case

_WIDTH = 76  # of a line; further statements go on lines of their own
_MOST_CHARACTERS = 300  # of a value
_DIGITS = 6


def snippet(case: Case, module: str) -> str:
    """A few lines that show what the student's `module` makes of a case.

    Imports, inputs, and the calls with their result printed; each on one line where it fits.
    """
    arrays = {k: v for k, v in case.arguments.items() if isinstance(v, np.ndarray)}
    others = {k: v for k, v in case.arguments.items() if k not in arrays}
    student = case.function.args.args[0].arg
    body = _Inlined(student, others)
    *statements, last = [body.visit(node) for node in _body(case.function)]
    assert isinstance(last, ast.Return)
    assert last.value is not None
    calls = [ast.unparse(node) for node in statements]
    calls.append(f"print({ast.unparse(last.value)})")
    inputs = [f"{name} = {as_argument(array)}" for name, array in arrays.items()]
    imports = [f"from {module} import {', '.join(sorted(body.imported))}"]
    if any("np." in line for line in (*inputs, *calls)):
        imports.insert(0, "import numpy as np")
    return "\n".join((*_joined(imports), *_joined(inputs), *_joined(calls)))


def as_argument(array: Any) -> str:
    """An array as source: np.array([[1.0, 2.0]])."""
    if array.size > 1 and (array.ravel() == np.arange(1, array.size + 1)).all():
        shape = ", ".join(map(str, array.shape))
        numbers = f"np.arange(1.0, {array.size + 1})"
        return numbers if array.ndim == 1 else f"{numbers}.reshape({shape})"
    return f"np.array({np.asarray(array, dtype=float).tolist()})"


def as_value(value: Any) -> str:
    """A value as Python writes it, whole numbers without .0, no longer than a report can take."""
    shown = _written(value)
    return shown if len(shown) <= _MOST_CHARACTERS else f"{shown[:_MOST_CHARACTERS]} ..."


def _written(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return _written(value.tolist()) if value.size else f"[] of shape {value.shape}"
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


def _body(function: ast.FunctionDef) -> list[ast.stmt]:
    """The statements, each a tree of its own, without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return ast.parse("\n".join(map(ast.unparse, body))).body


def _joined(statements: list[str]) -> list[str]:
    line = "; ".join(statements)
    return [line] if len(line) <= _WIDTH else statements


class _Inlined(ast.NodeTransformer):
    """student.X becomes X, and arguments that are no arrays become their values."""

    def __init__(self, student: str, values: dict[str, Any]) -> None:
        self._student = student
        self._values = values
        self.imported: set[str] = set()

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:  # noqa: N802 - ast's name for it
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id == self._student:
            self.imported.add(node.attr)
            return ast.Name(node.attr, ast.Load())
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:  # noqa: N802 - ast's name for it
        if node.id in self._values:
            return ast.parse(repr(self._values[node.id]), mode="eval").body
        return node
