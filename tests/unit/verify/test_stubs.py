"""Stubs: the author's signatures and docstrings, and nothing of the solution."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from grader.assignment.reference import flatten
from grader.errors import AssignmentError
from grader.verify.stubs import stub_of

REFERENCES = sorted((Path(__file__).parents[3] / "solutions" / "assignment5").glob("*.py"))
every_reference = pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)

REFERENCE = '''"""Layers.

계층입니다.
"""

from __future__ import annotations

import numpy as np

__all__ = ["Layer", "scale"]

EPSILON = 1e-7


# how the author thought about it
@np.vectorize
def scale(
    x: float,  # any number
    factor: float = 2.0,
) -> float:
    """Scale x.

    x를 늘립니다.
    """
    # the secret
    return x * factor + _shift(x)


def _shift(x: float) -> float:
    return x + EPSILON


class Layer:
    """A layer."""

    rate: float = 0.1
    secret = 3

    def __init__(  # given
        self, W: np.ndarray
    ) -> None:
        self.W = W

    def _help(self) -> None:
        self.W += 1

    def forward(self, x: np.ndarray) -> np.ndarray:
        return x @ self.W
'''

STUB = '''"""Layers.

계층입니다.
"""

from __future__ import annotations

import numpy as np

__all__ = ["Layer", "scale"]


@np.vectorize
def scale(
    x: float,  # any number
    factor: float = 2.0,
) -> float:
    """Scale x.

    x를 늘립니다.
    """
    raise NotImplementedError("scale")


class Layer:
    """A layer."""

    rate: float = 0.1

    def __init__(
        self, W: np.ndarray
    ) -> None:
        self.W = W

    def forward(self, x: np.ndarray) -> np.ndarray:
        raise NotImplementedError("Layer.forward")
'''


def test_whole_stub() -> None:
    """What is public keeps the author's formatting; constants, helpers, comments and bodies go."""
    assert stub_of(REFERENCE) == STUB


def test_stub_of_stub() -> None:
    """A stub is its own stub, unless something in it was given."""
    stub = stub_of(REFERENCE.replace("  # given", ""))
    assert stub_of(stub) == stub


@pytest.mark.parametrize(
    "given",
    [
        "def _helper(x):  # given\n    return x",
        "def _helper(\n    x,\n):  # given\n    return x",
        "SIZES = (1, 2)  # given",
        "class _Base:  # given\n    size = 3",
        "if True:  # given\n    SIZES = (1, 2)",
    ],
)
def test_given_statements_stay(given: str) -> None:
    """`# given` hands out any statement whole, a private one too, without the comment."""
    assert stub_of(f"{given}\n") == given.replace("  # given", "") + "\n"


def test_given_in_a_text_is_text() -> None:
    """Only a comment marks what is given, not a string that looks like one."""
    stub = stub_of('def f():\n    return "# given"\n')
    assert stub == 'def f():\n    raise NotImplementedError("f")\n'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(x): ...\n", 'def f(x):\n    raise NotImplementedError("f")\n'),
        ("class Problem(Exception): ...\n", "class Problem(Exception):\n    pass\n"),
        ("class C:\n    size = 3\n", "class C:\n    pass\n"),
        ("async def f():\n    return 1\n", 'async def f():\n    raise NotImplementedError("f")\n'),
        ("def f():\n  '''Doc.'''\n  return 1\n", None),
        ("def f():\n    # first\n    @cache\n    def g(): pass\n    return g\n", None),
        ("def f(x=lambda: {1: 2}) -> 'a: b':\n    return x\n", None),
        ("def f(x='합'): return x\n", "def f(x='합'):\n    raise NotImplementedError(\"f\")\n"),
    ],
)
def test_unusual_layouts(source: str, expected: str | None) -> None:
    """One-line bodies, other indents, colons in signatures: the stub compiles, the body is gone."""
    stub = stub_of(source)
    compile(stub, "stub.py", "exec")
    assert expected in (None, stub)
    assert "return" not in stub


@pytest.mark.parametrize(
    "source",
    [
        "SIZE = 3\n\n\ndef f(x=SIZE):\n    return x\n",
        "class _Base:\n    pass\n\n\nclass Layer(_Base):\n    pass\n",
        "def _helper():\n    return 1\n\n\ndef f():  # given\n    return _helper()\n",
    ],
)
def test_missing_names_are_refused(source: str) -> None:
    """A stub that could not be imported or run tells the author which name it lacks."""
    with pytest.raises(AssignmentError, match=r"The stub uses (SIZE|_Base|_helper), which"):
        stub_of(source)


@every_reference
def test_references_keep_signatures(path: Path) -> None:
    """Every public signature, decorator and docstring of a reference is the stub's."""
    reference = _source(path)
    stub = stub_of(reference)
    compile(stub, path.name, "exec")
    assert _interface(ast.parse(stub)) == _interface(ast.parse(reference))
    assert stub.endswith("\n")
    assert not stub.endswith("\n\n")


@every_reference
def test_references_give_nothing_away(path: Path) -> None:
    """No statement of a body that is not given is in the stub, and no private name is."""
    reference = _source(path)
    stub = stub_of(reference)
    given = [n for n in _functions(ast.parse(stub)) if not _raises(n)]
    given_lines = {ast.unparse(s) for n in given for s in n.body}
    for function in _functions(ast.parse(reference)):
        for statement in function.body[bool(ast.get_docstring(function)) :]:
            line = ast.unparse(statement)
            assert line in given_lines or line not in stub
    assert not [n.name for n in _functions(ast.parse(stub)) if _is_private(n.name)]


def _source(path: Path) -> str:
    return flatten(path.read_text(encoding="utf-8"), "assignment5")


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]


def _raises(function: ast.FunctionDef) -> bool:
    return "raise NotImplementedError" in ast.unparse(function.body[-1])


def _interface(tree: ast.Module) -> list[tuple[str, str, list[str], str | None]]:
    return [
        (
            node.name,
            ast.dump(node.args),
            [ast.dump(d) for d in node.decorator_list],
            ast.get_docstring(node, clean=False),
        )
        for node in _functions(tree)
        if not _is_private(node.name)
    ]
