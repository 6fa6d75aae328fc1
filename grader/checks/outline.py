"""The checks of an exercise, read and not run.

Where nothing can be run (the file was not handed in, the machine lacks a package), every check
still has its line in the record; importing its file for that could cost seconds, or fail.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from grader.checks.verdict import Verdict
from grader.errors import AssignmentError
from grader.records import CheckResult
from grader.text import Text, say


def same_for_all(path: Path, exercise: str, verdict: Verdict, *, public: bool) -> list[CheckResult]:
    """The result of every check in the file at `path`, each with the same verdict.

    An exercise without such a file has none. Raises `AssignmentError` for a check whose points
    are not written as a number.
    """
    return [
        CheckResult(
            id=f"{exercise}::{function.name}",
            title=Text.from_docstring(ast.get_docstring(function)),
            outcome=verdict.outcome,
            score=0.0,
            points=points,
            public=public,
            message=verdict.message,
            flag=verdict.flag,
        )
        for function, points in _marked(path)
    ]


def _marked(path: Path) -> Iterator[tuple[ast.FunctionDef, float]]:
    if not path.is_file():
        return
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "check":
                    yield node, _points(decorator, path, node.name)


def _points(decorator: ast.Call, path: Path, name: str) -> float:
    named = [keyword.value for keyword in decorator.keywords if keyword.arg == "points"]
    for value in (*named, *decorator.args[:1]):
        if isinstance(value, ast.Constant) and isinstance(value.value, (int, float)):
            return float(value.value)
    raise AssignmentError(
        say(
            "{file}: the points of {name} are not written as a number. Write @check(points=2).",
            file=path.name,
            name=name,
        )
    )
