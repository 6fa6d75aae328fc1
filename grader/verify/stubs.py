"""What a student starts from, derived from the reference solution.

Kept, in the author's own formatting: the module's docstring, imports, `__all__`, and of every
public function, class and method the decorators, the signature and the docstring. Bodies
become `raise NotImplementedError`. Private names and module constants go; annotated
attributes of a class stay, for they are its interface.

A statement whose first line ends with `# given`, or the last line of whose signature does,
is handed out whole, even a private one; the comment itself goes.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from grader.assignment import Assignment, Exercise, reference
from grader.errors import AssignmentError
from grader.text import say

_GIVEN = "# given"
_MOST_BLANK_LINES = 2
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def stub_for(assignment: Assignment, exercise: Exercise) -> str:
    """What students start an exercise from: a stub, or the questions of a written one."""
    if exercise.is_written:
        return assignment.questions().decode("utf-8")
    return stub_of(reference.source_of(assignment, exercise))


def stub_of(source: str) -> str:
    """The stub of a reference module, given its flattened source.

    Raises AssignmentError if the stub would use a name that it leaves out, which `# given`
    puts right.
    """
    tree = ast.parse(source)
    lines = list(_outline(_Source.read(source), tree, owner=""))
    stub = "\n".join(lines).strip("\n") + "\n"
    _refuse_missing_names(tree, ast.parse(stub))
    return stub


@dataclass(frozen=True)
class _Source:
    lines: Sequence[str]  # without the comments that mark what is given
    given: frozenset[int]  # numbers of the lines that had one, counted from 1

    @classmethod
    def read(cls, source: str) -> _Source:
        lines = source.split("\n")
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        marks = dict(t.start for t in tokens if t.type == tokenize.COMMENT and t.string == _GIVEN)
        for number, column in marks.items():
            lines[number - 1] = lines[number - 1][:column].rstrip()
        return cls(lines, frozenset(marks))

    def whole(self, node: ast.stmt) -> Sequence[str]:
        return self.lines[_first_line(node) - 1 : node.end_lineno]

    def blank_lines_above(self, node: ast.stmt) -> int:
        """Blank lines between a statement and the one before it; comments do not count."""
        above = reversed(self.lines[: _first_line(node) - 1])
        gap = takewhile(lambda line: not line.strip() or line.lstrip().startswith("#"), above)
        return min(sum(not line.strip() for line in gap), _MOST_BLANK_LINES)

    def header(self, node: _Definition) -> list[str]:
        """Decorators and signature, up to the colon."""
        start, first = _first_line(node) - 1, node.body[0]
        if before := self._before(first).rstrip():  # `def f(): ...`
            return [*self.lines[start : first.lineno - 1], before]
        header = list(self.lines[start : _first_line(first) - 1])
        while not header[-1].strip() or header[-1].lstrip().startswith("#"):
            del header[-1]
        return header

    def indent(self, node: _Definition) -> str:
        """The white space before each line of a definition's body."""
        before = self._before(node.body[0])
        return " " * (node.col_offset + 4) if before.strip() else before

    def _before(self, node: ast.stmt) -> str:
        """What stands before a statement on its line: white space, unless `def f(): ...`."""
        return self.lines[node.lineno - 1].encode()[: node.col_offset].decode()

    def is_given(self, node: ast.stmt) -> bool:
        last = node.end_lineno
        if isinstance(node, _DEFINITIONS):
            last = _first_line(node) + len(self.header(node)) - 1
        elif isinstance(node, (ast.If, ast.Try, ast.With)):
            last = node.lineno
        return node.lineno in self.given or last in self.given


def _outline(source: _Source, parent: ast.Module | ast.ClassDef, owner: str) -> Iterator[str]:
    """The lines of what stays of a module or, with `owner`, of the class of that name."""
    for node in parent.body:
        if node is _docstring(parent) or source.is_given(node) or _is_interface(node, owner):
            kept = source.whole(node)
        elif isinstance(node, _DEFINITIONS) and _is_public(node.name):
            kept = list(_definition(source, node, owner))
        else:
            continue
        yield from [""] * source.blank_lines_above(node)
        yield from kept


def _definition(source: _Source, node: _Definition, owner: str) -> Iterator[str]:
    yield from source.header(node)
    indent = source.indent(node)
    name = f"{owner}.{node.name}" if owner else node.name
    if isinstance(node, ast.ClassDef):
        members = list(_outline(source, node, name))
        yield from members or [f"{indent}pass"]
        return
    if docstring := _docstring(node):
        text = ast.get_source_segment("\n".join(source.lines), docstring)
        yield f"{indent}{text}"
    yield f'{indent}raise NotImplementedError("{name}")'


def _docstring(node: ast.Module | _Definition) -> ast.stmt | None:
    return node.body[0] if ast.get_docstring(node) is not None else None


def _is_interface(node: ast.stmt, owner: str) -> bool:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return True
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id == "__all__" or bool(owner and _is_public(node.target.id))
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def _is_public(name: str) -> bool:
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


def _first_line(node: ast.stmt) -> int:
    decorators = node.decorator_list if isinstance(node, _DEFINITIONS) else []
    return min([node.lineno, *(d.lineno for d in decorators)])


def _refuse_missing_names(reference: ast.Module, stub: ast.Module) -> None:
    used = {n.id for n in ast.walk(stub) if isinstance(n, ast.Name)}
    missing = sorted((_defined(reference) - _defined(stub)) & used)
    if missing:
        raise AssignmentError(
            say(
                "The stub uses {names}, which it leaves out. Write `# given` at the end of the "
                "first line of what defines it in the reference, or do without it there.",
                names=", ".join(missing),
            )
        )


def _defined(module: ast.Module) -> set[str]:
    """Names that a module's own statements define, not counting those inside functions."""
    names = {n.name for n in module.body if isinstance(n, _DEFINITIONS)}
    for node in module.body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            names |= {
                n.id
                for n in ast.walk(node)
                if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            }
    return names
