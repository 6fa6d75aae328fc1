"""Right inputs of the readers, for others to damage."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
TEMPLATE: Final = (ROOT / "assignments/assignment5/answers.md").read_text(encoding="utf-8")
TOML: Final = (ROOT / "assignments/assignment5/assignment.toml").read_bytes()
ALLOWED: Final[dict[str, tuple[str, ...]]] = {"shapes.py": (), "answers.md": ()}
SMALL_TOML: Final = b"""format_version = 1
name = "small"
title = { en = "Small", ko = "\xec\x9e\x91\xec\x9d\x8c" }
given = ["layers.py"]
[limits]
cpu_per_call_s = 2.0
memory_mib = 1024
[hints]
policy = "by_attempt"
attempts_per_level = 2
[[exercises]]
name = "shapes"
file = "shapes.py"
title = { en = "Sizes", ko = "\xed\x81\xac\xea\xb8\xb0" }
points = 8.0
hidden_checks = 14
needs = []
runtime = ["numpy"]
"""


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("hw/shapes.py", "x = 1\n" * 50)
        archive.writestr("hw/answers.md", "# answers\n")
    return buffer.getvalue()


def _tar(mode: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        info = tarfile.TarInfo("hw/shapes.py")
        info.size = 300
        archive.addfile(info, io.BytesIO(b"x = 1\n" * 50))
    return buffer.getvalue()


ARCHIVES: Final = [_zip(), _tar("w"), _tar("w:gz"), _tar("w:xz"), _tar("w:bz2")]


def notebook() -> bytes:
    """Two cells of code, one of text, and an output."""
    code = {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": []}
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "## shapes", "id": "a"},
        code | {"source": ["def f(x):\n", "    return x\n"], "id": "b"},
        code | {"source": "%matplotlib inline\n", "id": "c"},
    ]
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole).encode()
