"""What a mutant may change: each operator says what could stand in the place of a node.

An operator never alters the node it is given; its replacements share the unchanged parts.
What is plainly the same program, or a crash whatever the input, is left out where that can be
seen from the node alone.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_Node = TypeVar("_Node", bound=ast.AST)

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
    "argmin": "argmax",
    "max": "min",
    "maximum": "minimum",
    "mean": "sum",
    "min": "max",
    "minimum": "maximum",
    "ones": "zeros",
    "sum": "mean",
    "zeros": "ones",
}
_COMMUTATIVE = frozenset({"max", "maximum", "min", "minimum", "swapaxes"})
_TRANSPOSING = frozenset({"permute", "transpose"})
_AXIS_KEYWORDS = frozenset({"axis", "dim"})
_MODULES = frozenset({"np", "numpy", "torch"})
_DELETABLE = (ast.AugAssign, ast.Raise, ast.Assert, ast.Break, ast.Continue)


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every operator's name with each of its replacements for `node`."""
    for name, operator in _OPERATORS.items():
        for replacement in operator(node):
            yield name, replacement


def is_closed(node: ast.AST) -> bool:
    """Whether the changes of `node` itself say it all, so that its parts are not changed."""
    if isinstance(node, ast.Call):  # naming an axis twice is always an error
        return _name_of(node.func) in _TRANSPOSING and all(map(_is_number, node.args))
    return _is_axis(node) or _is_number(node)


def _axis(node: ast.AST) -> Iterator[ast.AST]:
    """Another axis, one axis fewer, axes in another order, no transposition."""
    if isinstance(node, ast.keyword) and _is_axis(node):
        for value in _other_axes(node.value):
            yield _with(node, value=value)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, ast.Call) and _name_of(node.func) in _TRANSPOSING:
        yield from _transposed(node)
        for axes in _swapped(node.args) if is_closed(node) else ():
            yield _with(node, args=axes)


def _other_axes(axes: ast.expr) -> Iterator[ast.expr]:
    if not isinstance(axes, ast.Tuple):
        yield from _constant(axes)
        return
    for position, axis in enumerate(axes.elts):
        yield _with(axes, elts=[*axes.elts[:position], *axes.elts[position + 1 :]])
        for other in _constant(axis):
            yield _with(axes, elts=_put(axes.elts, position, other))


def _transposed(call: ast.Call) -> Iterator[ast.expr]:
    """What a call transposes: `x` of `x.transpose(...)` and of `np.transpose(x, ...)`."""
    if isinstance(call.func, ast.Attribute):
        of_module = isinstance(call.func.value, ast.Name) and call.func.value.id in _MODULES
        yield from call.args[:1] if of_module else [call.func.value]


def _comparison(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for position, comparison in enumerate(node.ops):
            for other in _COMPARISONS[type(comparison)]:
                yield _with(node, ops=_put(node.ops, position, other()))


def _arithmetic(node: ast.AST) -> Iterator[ast.AST]:
    """Another operation; no minus; `=` where `+=` adds up."""
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        for other in _ARITHMETIC.get(type(node.op), ()):
            yield _with(node, op=other())
    if isinstance(node, ast.AugAssign):
        yield ast.Assign(targets=[node.target], value=node.value, lineno=node.lineno)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand


def _constant(node: ast.AST) -> Iterator[ast.expr]:
    """True and False, n - 1 and n + 1. Texts stay: most name a mode and would only crash."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.expr) and _is_number(node):
        number = ast.literal_eval(node)
        yield ast.Constant(number + 1)
        yield ast.Constant(number - 1)


def _boolean(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.BoolOp):
        yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)) and not _has_operator(node.test):
        yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))


def _has_operator(condition: ast.expr) -> bool:
    """Whether another operator turns this condition around."""
    return isinstance(condition, (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Constant))


def _index(node: ast.AST) -> Iterator[ast.AST]:
    """The next element; a bound or step of a slice left out; a bound moved by one."""
    if not isinstance(node, ast.Subscript):
        return
    if not isinstance(node.slice, ast.Tuple):
        for other in _other_indices(node.slice):
            yield _with(node, slice=other)
        return
    for position, index in enumerate(node.slice.elts):
        for other in _other_indices(index):
            yield _with(node, slice=_with(node.slice, elts=_put(node.slice.elts, position, other)))


def _other_indices(index: ast.expr) -> Iterator[ast.expr]:
    if not isinstance(index, ast.Slice):
        yield from _next(index)
        return
    for bound in ("lower", "upper", "step"):
        value = getattr(index, bound)
        if value is not None:
            yield _with(index, **{bound: None})
        if value is not None and bound != "step":
            for moved in _next(value):
                yield _with(index, **{bound: moved})


def _next(index: ast.expr) -> Iterator[ast.expr]:
    if not isinstance(index, ast.Constant) and not _is_number(index):  # those are `_constant`'s
        yield ast.BinOp(index, ast.Add(), ast.Constant(1))


def _order(node: ast.AST) -> Iterator[ast.AST]:
    """Neighbours swapped: in a tuple, a list, a dictionary's values, names unpacked into."""
    if isinstance(node, (ast.Tuple, ast.List)) and isinstance(node.ctx, ast.Load):
        for elements in _swapped(node.elts):
            yield _with(node, elts=elements)
    elif isinstance(node, ast.Dict):
        for values in _swapped(node.values):
            yield _with(node, values=values)
    elif isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.target, ast.Tuple):
        for elements in _swapped(node.target.elts):
            yield _with(node, target=_with(node.target, elts=elements))
    elif isinstance(node, ast.Assign) and not isinstance(node.value, (ast.Tuple, ast.List)):
        yield from _unpacked_in_other_order(node)


def _unpacked_in_other_order(node: ast.Assign) -> Iterator[ast.Assign]:
    target = node.targets[0]
    if isinstance(target, ast.Tuple):
        for elements in _swapped(target.elts):
            yield _with(node, targets=[_with(target, elts=elements), *node.targets[1:]])


def _arguments(node: ast.AST) -> Iterator[ast.AST]:
    """Neighbouring arguments swapped."""
    if not isinstance(node, ast.Call):
        return
    if _name_of(node.func) not in _COMMUTATIVE | _TRANSPOSING:
        for arguments in _swapped(node.args):
            yield _with(node, args=arguments)
    for values in _swapped([keyword.value for keyword in node.keywords]):
        pairs = zip(node.keywords, values, strict=True)
        yield _with(node, keywords=[_with(keyword, value=value) for keyword, value in pairs])


def _function(node: ast.AST) -> Iterator[ast.AST]:
    """The function that is easily taken for the one called."""
    if isinstance(node, ast.Call):
        other = _COUNTERPARTS.get(_name_of(node.func))
        if other and isinstance(node.func, ast.Attribute):
            yield _with(node, func=_with(node.func, attr=other))
        elif other and isinstance(node.func, ast.Name) and other in ("max", "min"):
            yield _with(node, func=_with(node.func, id=other))


def _returned(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Return) and node.value is not None:
        yield ast.Return(value=ast.Constant(None))


def _deleted(node: ast.AST) -> Iterator[ast.AST]:
    if _is_deletable(node):
        yield ast.Pass()


def _is_deletable(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return not isinstance(node.value, ast.Constant)  # a docstring does nothing
    if isinstance(node, ast.Assign):
        return not _makes_a_name(node.targets, node.value)
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        declares = isinstance(node.value, ast.Constant) and node.value.value is None
        return not declares and not _makes_a_name([node.target], node.value)
    if isinstance(node, ast.If):  # alone, a deletable statement takes its `if` along
        return bool(node.orelse) or len(node.body) > 1 or not _is_deletable(node.body[0])
    return isinstance(node, _DELETABLE)


def _makes_a_name(targets: Sequence[ast.expr], value: ast.expr) -> bool:
    """Whether an assignment gives new names their values: without it, all that follows crashes."""
    stored = [t for target in targets for t in ast.walk(target) if isinstance(t, ast.expr)]
    if any(isinstance(target, (ast.Attribute, ast.Subscript)) for target in stored):
        return False
    read = {n.id for n in ast.walk(value) if isinstance(n, ast.Name)}
    return not any(isinstance(target, ast.Name) and target.id in read for target in stored)


def _is_axis(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg in _AXIS_KEYWORDS


def _is_number(node: ast.AST) -> bool:
    """A number, also a negative one; not a truth value."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _is_number(node.operand)
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _swapped(nodes: Sequence[ast.expr]) -> Iterator[list[ast.expr]]:
    for position in range(len(nodes) - 1):
        first, second = nodes[position : position + 2]
        if ast.unparse(first) != ast.unparse(second) and not isinstance(first, ast.Starred):
            yield [*nodes[:position], second, first, *nodes[position + 2 :]]


def _put(nodes: Sequence[_Node], position: int, node: _Node) -> list[_Node]:
    return [*nodes[:position], node, *nodes[position + 1 :]]


def _with(node: _Node, **fields: object) -> _Node:
    """A copy of `node` with other fields; the rest is shared."""
    changed = copy.copy(node)
    for field, value in fields.items():
        setattr(changed, field, value)
    return changed


_OPERATORS: dict[str, Callable[[ast.AST], Iterator[ast.AST]]] = {
    "axis": _axis,
    "comparison": _comparison,
    "arithmetic": _arithmetic,
    "constant": _constant,
    "boolean": _boolean,
    "index": _index,
    "order": _order,
    "arguments": _arguments,
    "function": _function,
    "return": _returned,
    "deletion": _deleted,
}
