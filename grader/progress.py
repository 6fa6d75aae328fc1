"""How far something has come that takes long: said while it runs, kept by nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.text import Text


@dataclass(frozen=True)
class Progress:
    """One step of a check."""

    check: str  # exercise::function
    title: Text
    done: int  # steps
    total: int


Listener = Callable[[Progress], None]


def nobody_listens(_: Progress) -> None:
    """The listener where there is no screen."""
