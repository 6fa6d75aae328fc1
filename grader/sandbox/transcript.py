"""What one check asked of the student's code and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Call:
    """One request to a worker and its answer: a value, or an exception's kind and text."""

    operation: str
    target: int | None
    name: str | None
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    value: Any = None
    raised: tuple[str, str] | None = None


@dataclass(frozen=True)
class Transcript:
    """The calls of one check, in order."""

    module: int  # handle number of the student's module
    calls: tuple[Call, ...]
    seed: int = 0  # of every generator when the check began
