"""Operators: what may stand in the place of a node."""

from __future__ import annotations

import ast

import pytest

from grader.verify.mutation_operators import changes, is_closed


def _changed(code: str) -> list[str]:
    """Sources of everything that can stand for the first statement or expression of `code`."""
    statement = ast.parse(code).body[0]
    node = statement.value if isinstance(statement, ast.Expr) else statement
    return [ast.unparse(replacement) for _, replacement in changes(node)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a < b", ["a <= b", "a >= b"]),
        ("a >= b", ["a > b", "a < b"]),
        ("a == b", ["a != b"]),
        ("0 < a < b", ["0 <= a < b", "0 >= a < b", "0 < a <= b", "0 < a >= b"]),
        ("a is None", ["a is not None"]),
        ("a in b", ["a not in b"]),
        ("a + b", ["a - b"]),
        ("a * b", ["a + b", "a // b"]),
        ("a // b", ["a / b", "a * b"]),
        ("a @ b", ["a * b"]),
        ("a += b", ["a -= b", "a = b", "pass"]),
        ("-a", ["a"]),
        ("3", ["4", "2"]),
        ("0.5", ["1.5", "-0.5"]),
        ("-1", ["1", "0", "-2"]),
        ("True", ["False"]),
        ("None", []),
        ("'nearest'", []),
        ("a and b", ["a or b"]),
        ("not a", ["a"]),
        ("a if b else c", ["a if not b else c"]),
        ("a if b > 0 else c", []),
        ("x[i]", ["x[i + 1]"]),
        ("x[0]", []),
        ("x[i, :]", ["x[i + 1, :]"]),
        ("x[a:b:c]", ["x[:b:c]", "x[a + 1:b:c]", "x[a::c]", "x[a:b + 1:c]", "x[a:b]"]),
        ("x[:-1]", ["x[:]"]),
        ("(a, b, c)", ["(b, a, c)", "(a, c, b)"]),
        ("(a, a)", []),
        ("{'h': a, 'w': b}", ["{'h': b, 'w': a}"]),
        ("a, b = x.shape", ["b, a = x.shape"]),
        ("a, b = 1, 1", []),
        ("f(a, b)", ["f(b, a)"]),
        ("f(*a, b)", []),
        ("f(a=x, b=y)", ["f(a=y, b=x)"]),
        ("min(a, b)", ["max(a, b)"]),
        ("x.sum()", ["x.mean()"]),
        ("np.zeros(n)", ["np.ones(n)"]),
        ("x.T", ["x"]),
        ("x.transpose(0, 2, 1)", ["x", "x.transpose(2, 0, 1)", "x.transpose(0, 1, 2)"]),
        ("np.transpose(x, axes)", ["x"]),
        ("x.swapaxes(0, 1)", []),
        ("return a", ["return None"]),
        ("return", []),
    ],
)
def test_replacements(code: str, expected: list[str]) -> None:
    """Each operator gives its plausible mistakes; nothing plainly equivalent is among them."""
    assert _changed(code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x.mean(axis=1)", ["axis=2", "axis=0"]),
        ("x.mean(axis=(2, 3))", ["axis=(3,)", "axis=(3, 3)", "axis=(1, 3)"]),
        ("x.mean(axis=axis)", []),
        ("x.mean(keepdims=True)", []),
    ],
)
def test_axes(code: str, expected: list[str]) -> None:
    """Another axis, or one axis fewer; their order does not matter and is not changed."""
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    replaced = [ast.unparse(replacement) for _, replacement in changes(call.keywords[0])]
    assert replaced[: len(expected)] == expected
    assert bool(replaced) == bool(expected)


@pytest.mark.parametrize(
    ("code", "deleted"),
    [
        ("update()", True),
        ("'a docstring'", False),
        ("self.x = x", True),
        ("x[0] = y", True),
        ("x = relu(x)", True),
        ("y = relu(x)", False),
        ("N, C = x.shape", False),
        ("self.dW: Array | None = None", False),
        ("self.dW: Array = dW", True),
        ("raise ValueError", True),
        ("assert x", True),
        ("if x:\n    raise ValueError", False),
        ("if x:\n    return y", True),
        ("if x:\n    raise ValueError\nelse:\n    update()", True),
    ],
)
def test_deletions(code: str, *, deleted: bool) -> None:
    """A statement goes unless all that follows would crash or another deletion does the same."""
    kinds = [name for name, _ in changes(ast.parse(code).body[0])]
    assert ("deletion" in kinds) == deleted


@pytest.mark.parametrize(
    ("code", "closed"),
    [
        ("x.transpose(0, 2, 1)", True),
        ("x.transpose(order)", False),
        ("x.reshape(1, 2)", False),
        ("-1", True),
        ("a", False),
    ],
)
def test_closed_nodes(code: str, *, closed: bool) -> None:
    """Inside a permutation of axes a changed number could only name an axis twice."""
    assert is_closed(ast.parse(code, mode="eval").body) == closed


def test_operators_leave_the_node_alone() -> None:
    """A replacement is a new node; the one it is made from stays as it was."""
    tree = ast.parse(
        "def f(x, n=1):\n    x[n:, 0] += g(x, axis=1)[-1]\n    return x.T if n else x\n"
    )
    before = ast.dump(tree, include_attributes=True)
    made = [replacement for node in ast.walk(tree) for _, replacement in changes(node)]
    assert len(made) > 10
    assert ast.dump(tree, include_attributes=True) == before
