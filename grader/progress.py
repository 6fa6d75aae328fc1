"""How far grading has come: said while it runs, kept by nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.records import CheckResult
from grader.text import Text


@dataclass(frozen=True)
class Progress:
    """What takes long now: a check, or what must be ready before one."""

    check: str  # exercise::function; empty where it is none
    title: Text
    done: int = 0  # steps
    total: int = 0  # 0 where nobody counts them


# A check that has ended is heard at once: not yet explained, and an exercise that is graded in
# several ways is heard more than once.
News = Progress | CheckResult
Listener = Callable[[News], None]


def nobody_listens(_: News) -> None:
    """The listener where there is no screen."""
