"""An auto-grader for deep-learning assignments."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_FOR_NOTEBOOKS = ("check", "load_ipython_extension")


def __getattr__(name: str) -> Any:
    """`grader.check` and `%load_ext grader`, imported when they are asked for."""
    if name in _FOR_NOTEBOOKS:
        return getattr(import_module("grader.notebook"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
