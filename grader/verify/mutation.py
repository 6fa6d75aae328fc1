"""Mutants of a reference: copies of it with one small, plausible mistake each.

Checks that cannot tell some mutant from the reference are too weak. What may be changed
stands in `grader.verify.mutation_operators`; here the places are found, and the mutants are
made and named.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from grader.verify.mutation_operators import changes, is_closed

_MODULE = "module"
# No answer depends on these, or it fails at once without them.
_SKIPPED_FIELDS = frozenset(
    {"annotation", "returns", "decorator_list", "bases", "type_params", "exc", "cause"}
)
_SKIPPED_NODES = (ast.Import, ast.ImportFrom, ast.JoinedStr)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Mutant:
    """One changed copy of a source."""

    id: str  # function, operator and the changed line: stable while other lines change
    line: int  # of the original, counted from 1
    operator: str  # kind of the change, such as "comparison"
    description: str  # what was changed into what
    source: str  # the whole module, changed; comments and layout are lost


def mutants(source: str) -> list[Mutant]:
    """Every mutant of a module, roughly from top to bottom.

    Each differs from the original in one place, and from every other mutant. Docstrings,
    `__all__`, annotations, imports and the texts of raised errors stay as they are.
    """
    tree = ast.parse(source)
    sources = {ast.unparse(tree)}
    ids: Counter[str] = Counter()
    made: list[Mutant] = []
    for place in _places(tree):
        for operator, replacement in changes(place.node):
            mutant = _mutant(tree, place, operator, replacement)
            if mutant.source in sources:
                continue
            sources.add(mutant.source)
            ids[mutant.id] += 1
            made.append(_numbered(mutant, ids[mutant.id]))
    return made


@dataclass(frozen=True)
class _Place:
    """A node, and where it hangs in the tree."""

    node: ast.AST
    parent: ast.AST
    field: str
    position: int | None  # in a field that is a list
    statement: ast.stmt  # the innermost one around the node, or the node itself
    scope: str  # dotted name of the function or class around it

    @property
    def line(self) -> int:
        return int(getattr(self.node, "lineno", self.statement.lineno))

    @contextmanager
    def holding(self, replacement: ast.AST) -> Iterator[None]:
        """For a while the tree has `replacement` in the node's place."""
        self._put(replacement)
        try:
            yield
        finally:
            self._put(self.node)

    def changed_line(self, replacement: ast.AST) -> str:
        """The statement with the replacement in it, or, of a deleted one, what is gone."""
        if isinstance(replacement, ast.Pass):
            return _first_line(self.statement)
        return _first_line(replacement if self.node is self.statement else self.statement)

    def _put(self, node: ast.AST) -> None:
        if self.position is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.position] = node


def _mutant(tree: ast.Module, place: _Place, operator: str, replacement: ast.AST) -> Mutant:
    with place.holding(replacement):
        source = ast.unparse(tree)
        line = place.changed_line(replacement)
    return Mutant(
        id=f"{place.scope}: {operator}: {line}",
        line=place.line,
        operator=operator,
        description=f"`{_first_line(place.node)}` -> `{_first_line(replacement)}`",
        source=source,
    )


def _numbered(mutant: Mutant, number: int) -> Mutant:
    """The id tells apart equal lines of a function with the same change."""
    return mutant if number == 1 else replace(mutant, id=f"{mutant.id} #{number}")


def _places(
    parent: ast.AST, statement: ast.stmt | None = None, scope: str = ""
) -> Iterator[_Place]:
    for field, value in ast.iter_fields(parent):
        children = enumerate(value) if isinstance(value, list) else [(None, value)]
        for position, node in children:
            if field in _SKIPPED_FIELDS or not isinstance(node, ast.AST) or _is_skipped(node):
                continue
            around = node if isinstance(node, ast.stmt) else statement
            inside = f"{scope}.{node.name}".strip(".") if isinstance(node, _SCOPES) else scope
            if around is not None:
                yield _Place(node, parent, field, position, around, inside or _MODULE)
            if not is_closed(node):
                yield from _places(node, around, inside)


def _is_skipped(node: ast.AST) -> bool:
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        return ast.unparse(target).startswith("__")  # such as __all__
    return isinstance(node, _SKIPPED_NODES)


def _first_line(node: ast.AST) -> str:
    """Source of an expression or a simple statement; of a compound statement its header."""
    header = copy.copy(node)
    if isinstance(header, _SCOPES):
        header.decorator_list = []
    return ast.unparse(header).split("\n", 1)[0]
