"""What a mutant may change: each operator maps a node to what could stand in its place.

An operator never touches the node it is given; its replacements share the unchanged children.
Changes that could only be a crash at once, or no change at all, are left out where that can
be seen from the node alone.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

_Node = TypeVar("_Node", bound=ast.AST)
Operator = Callable[[ast.AST], Iterator[ast.AST]]

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.FloorDiv),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div, ast.Mult),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
_COUNTERPARTS = {
    "argmax": "argmin",
    "max": "min",
    "maximum": "minimum",
    "mean": "sum",
    "ones": "zeros",
    "sum": "mean",
    "zeros": "ones",
} | {"argmin": "argmax", "min": "max", "minimum": "maximum"}
_COMMUTATIVE = frozenset({"max", "maximum", "min", "minimum", "swapaxes"})
_TRANSPOSING = frozenset({"permute", "transpose"})
_AXIS_KEYWORDS = frozenset({"axis", "dim"})
_DELETABLE = (ast.AugAssign, ast.Raise, ast.Assert, ast.Break, ast.Continue)


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Name of the operator and replacement, for everything that can change at `node`."""
    for name, operator in OPERATORS.items():
        for replacement in operator(node):
            yield name, replacement


def is_closed(node: ast.AST) -> bool:
    """Whether `changes` of `node` itself are all, so that its parts need no look."""
    if isinstance(node, ast.Call):  # an axis named twice is always an error
        return _called(node) in _TRANSPOSING and not any(map(_has_parts, node.args))
    if isinstance(node, ast.keyword):
        return node.arg in _AXIS_KEYWORDS
    return _number(node) is not None


def _axis(node: ast.AST) -> Iterator[ast.AST]:
    """Another axis, one axis fewer, no transposition."""
    if isinstance(node, ast.keyword) and node.arg in _AXIS_KEYWORDS:
        for value in _other_axes(node.value):
            yield _with(node, value=value)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, ast.Call) and _called(node) in _TRANSPOSING:
        is_function = isinstance(node.func, ast.Attribute) and _is_module(node.func.value)
        yield node.args[0] if is_function else node.func.value
