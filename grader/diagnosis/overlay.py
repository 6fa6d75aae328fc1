"""Patches on a reference: a misconception is a file that redefines part of it."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from grader.errors import AssignmentError
from grader.text import Text, say

_CAUGHT_BY = "CAUGHT_BY"


@dataclass(frozen=True)
class Patch:
    """What a misconception's file says about itself."""

    explanation: Text  # for the student: what was done, and what to do instead
    caught_by: str  # exercise::function, the check that must fail on it


def read_patch(source: str, file: str = "misconception") -> Patch:
    """Explanation and CAUGHT_BY of a misconception; `file` names it in errors.

    Raises AssignmentError if it is not Python, if its docstring is not an English and a
    Korean paragraph, or if it does not set CAUGHT_BY to a text.
    """
    tree = _parse(source, file)
    explanation = Text.from_docstring(ast.get_docstring(tree))
    if not explanation.complete:
        raise AssignmentError(
            say(
                "{file} does not explain itself. Begin it with a docstring: "
                "a paragraph in English, an empty line, a paragraph in Korean.",
                file=file,
            )
        )
    caught_by = _caught_by(tree)
    if not caught_by:
        raise AssignmentError(
            say(
                "{file} does not say which check catches it. "
                'Add a line such as CAUGHT_BY = "convolution::test_stride".',
                file=file,
            )
        )
    return Patch(explanation, caught_by)


def overlay(reference: str, patch: str, module: str) -> str:
    """Source of the module named `module` with definitions of `patch` in the place of its own.

    The patch is appended. What it imports from `module` itself, flattened or not, is there
    already: `from module import X as Y` becomes `Y = X`. Its docstring and CAUGHT_BY are
    dropped, its `from __future__` imports go to the top.

    Raises AssignmentError if the patch is not Python, or imports `module` as a whole.
    """
    tree = _parse(patch, module)
    lines = patch.split("\n")
    dropped = tree.body[:1] if ast.get_docstring(tree) is not None else []
    for node in reversed(tree.body):  # from the end, so that line numbers stay right
        if node in dropped or _sets_caught_by(node) or _is_future(node):
            lines[node.lineno - 1 : node.end_lineno] = []
        elif (aliases := _aliases(node, module)) is not None:
            lines[node.lineno - 1 : node.end_lineno] = aliases
    definitions = "\n".join(lines).strip("\n")
    return f"{_with_future(reference, tree).rstrip()}\n\n\n{definitions}\n"


def _parse(source: str, file: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise AssignmentError(
            say(
                "{file} is not valid Python: line {line}, {reason}.",
                file=file,
                line=error.lineno,
                reason=error.msg,
            )
        ) from error


def _sets_caught_by(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == _CAUGHT_BY


def _caught_by(tree: ast.Module) -> str:
    for node in tree.body:
        if isinstance(node, ast.Assign) and _sets_caught_by(node):
            value = node.value.value if isinstance(node.value, ast.Constant) else None
            return value if isinstance(value, str) else ""
    return ""


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _aliases(node: ast.stmt, module: str) -> list[str] | None:
    """What an import of `module` becomes; None for a statement that stays as it is."""
    if isinstance(node, ast.Import) and any(_is_own(a.name, module) for a in node.names):
        raise AssignmentError(
            say(
                "Line {line} of a patch on {module} imports the whole module. "
                "Import the names it needs: from {module} import NAME.",
                line=node.lineno,
                module=module,
            )
        )
    if not isinstance(node, ast.ImportFrom) or not _is_own(node.module or "", module):
        return None
    return [f"{a.asname} = {a.name}" for a in node.names if a.asname and a.asname != a.name]


def _is_own(imported: str, module: str) -> bool:
    in_solutions = imported.startswith("solutions.") and imported.endswith(f".{module}")
    return imported == module or in_solutions


def _with_future(reference: str, patch: ast.Module) -> str:
    """The reference with the `from __future__` features that only the patch asks for."""
    tree = ast.parse(reference)
    missing = sorted(_features(patch) - _features(tree))
    if not missing:
        return reference
    docstring_end = tree.body[0].end_lineno if ast.get_docstring(tree) is not None else 0
    lines = reference.split("\n")
    lines.insert(docstring_end or 0, f"from __future__ import {', '.join(missing)}")
    return "\n".join(lines)


def _features(tree: ast.Module) -> set[str]:
    return {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and _is_future(node)
        for alias in node.names
    }
