"""`@check`: what turns a pytest function into something that is worth points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from grader.errors import AssignmentError
from grader.text import Text, say

_ATTRIBUTE = "__grader_check__"
_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Check:
    """What an author says about one check."""

    points: float
    after: tuple[str, ...]  # functions of the same file that must pass first
    hint: Text | None
    title: Text
    alone: bool = False  # in a worker that has seen no other check
    unaided: bool = False  # only where no reference stands in for a module of the student's


def check(
    points: float,
    *,
    after: str | tuple[str, ...] = (),
    hint: Text | None = None,
    alone: bool = False,
    unaided: bool = False,
) -> Callable[[_Function], _Function]:
    """Mark a pytest function as a check worth `points`.

    Its docstring is the title that students read: an English paragraph, then a Korean one.
    `after` names functions of the same file without which this check cannot say anything:
    it is `blocked` when one of them did not pass. `hint` is shown when the check fails. A check
    that is `alone` gets a fresh worker, so that nothing of hidden checks is in what it draws. One
    that is `unaided` is skipped where references answer in place of the student's modules, for
    what it would send to and fro between their workers.
    """

    def mark(function: _Function) -> _Function:
        names = (after,) if isinstance(after, str) else after
        title = Text.from_docstring(function.__doc__)
        setattr(function, _ATTRIBUTE, Check(float(points), names, hint, title, alone, unaided))
        return function

    return mark


def marked(function: object) -> Check:
    """The mark of a check; `AssignmentError` for a function without one."""
    found = getattr(function, _ATTRIBUTE, None)
    if not isinstance(found, Check):
        name = getattr(function, "__qualname__", repr(function))
        raise AssignmentError(
            say("The function {name} has no @check(points=...). Add it.", name=name)
        )
    return found
