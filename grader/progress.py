"""How far grading has come: said while it runs, kept by nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.records import CheckResult
from grader.text import Text


@dataclass(frozen=True)
class Progress:
    """One step of a check."""

    check: str  # exercise::function
    title: Text
    done: int  # steps
    total: int


# A check that has ended is heard at once: not yet explained, and an exercise that is graded in
# several ways is heard more than once.
News = Progress | CheckResult
Listener = Callable[[News], None]


def nobody_listens(_: News) -> None:
    """The listener where there is no screen."""
