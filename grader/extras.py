"""What is not part of the core install, said where it is missing."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable

from grader.errors import UsageError
from grader.text import say


def missing(modules: Iterable[str]) -> tuple[str, ...]:
    """Those of the modules that are not installed here; none of them is imported."""
    return tuple(name for name in modules if importlib.util.find_spec(name) is None)


def require(extra: str, *modules: str) -> None:
    """`UsageError` with the command that installs `extra`, where one of its modules is absent."""
    if absent := missing(modules):
        raise UsageError(
            say(
                "This command needs {packages}. Next: pip install 'grade[{extra}]'",
                packages=", ".join(absent),
                extra=extra,
            )
        )
