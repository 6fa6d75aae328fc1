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
QUESTIONS: Final = """# 문제 / Questions

## 1. by-hand — 손으로 (1)

> x에 필터를 적용하세요. Apply the filter:
>
>     x = 1 2 0

**답 / Answer:**

## 2. out-size — 크기 / Size (0.5)

> 출력의 크기를 쓰세요.

답:

## 3. why_not (2)

> Why not? In your own words.

**Answer**:
"""
FILLED: Final = (
    QUESTIONS.replace("**답 / Answer:**", "**답 / Answer:**\n```\n1 2\n3 4\n```")
    .replace("답:\n", "6 x 7 이므로\n\n답: (6, 7)\n")
    .replace("**Answer**:", "> quoted\n\n### 까닭\n\nIt is 2.5e3 times as large.")
)
SMALL_TOML: Final = """format_version = 1
name = "small"
title = { en = "Small", ko = "작음" }
given = ["layers.py"]
minimum_confinement = "landlock"
[limits]
cpu_per_call_s = 2.0
memory_mib = 1024
[hints]
policy = "by_attempt"
attempts_per_level = 2
[[exercises]]
name = "shapes"
file = "shapes.py"
title = { en = "Sizes", ko = "크기" }
points = 8.0
hidden_checks = 14
[[exercises]]
name = "words"
file = "answers.md"
title = { en = "Words", ko = "말" }
points = 2
hidden_checks = 0
needs = ["shapes"]
bonus = true
essays = [{ id = "why", points = 2, title = { en = "Why", ko = "왜" }, drawings = ["why.png"] }]
""".encode()
LATE_TOML: Final = b"""format_version = 1
name = "small"
title = { en = "Small", ko = "Small" }
[hints]
policy = "by_time"
release = 2026-04-01T12:00:00+09:00
hours_per_level = 24.5
[deadline]
due = 2026-04-01T12:00:00+09:00
grace_min = 10
penalty_per_day = [10, 20, 50.5]
latest = 2026-04-08T12:00:00+09:00
counts = "best"
zone = "Asia/Seoul"
[[exercises]]
name = "shapes"
file = "shapes.py"
title = { en = "Sizes", ko = "Sizes" }
points = 8.0
hidden_checks = 14
runtime = ["numpy", "torch"]
forbidden_imports = ["scipy"]
kernel = true
[exercises.limits]
threads = 16
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
