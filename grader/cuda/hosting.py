"""Modules of hosts/, which call kernels inside a worker, as sources to be loaded there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

FIBRES: Final = "fibres"
INTERPRETER: Final = "interpreter"
COMPILER: Final = "compiler"
DRIVER: Final = "driver"
_SUBMISSION: Final = "submission"
_ALIAS: Final = "import sys\n\nimport {0}\n\nsys.modules[__name__] = {0}\n"


def host(name: str) -> dict[str, str]:
    """The module alone: it runs where this package is not."""
    path = Path(__file__).with_name("hosts") / f"{name}.py"
    return {name: path.read_text(encoding="utf-8")}


def hosted(name: str, module: str, sources: Mapping[str, str]) -> dict[str, str]:
    """A submission with a host that knows its `module` as `submission`."""
    return {**sources, _SUBMISSION: _ALIAS.format(module), **host(name)}
