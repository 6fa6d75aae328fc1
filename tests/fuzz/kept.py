"""Inputs that are kept: the smallest that reach each line, and every one that ever failed.

They lie in seeds/TARGET, named by their content.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import Any

import grader
from tests.fuzz.engine import Report, Target, execute

SEEDS = Path(__file__).parent / "seeds"
_GRADER = str(Path(grader.__file__).parent)
_LONGEST_BYTES = 4096

Step = tuple[str, int, int]  # file, from line, to line


def kept(name: str) -> list[bytes]:
    """The seeds of a target, in a fixed order."""
    return [path.read_bytes() for path in sorted((SEEDS / name).glob("*"))]


def name_of(data: bytes) -> str:
    """What a file with this content is called."""
    return hashlib.sha256(data).hexdigest()[:16]


def keep(name: str, data: bytes, seeds: Path = SEEDS) -> Path:
    """Put one input among the seeds of a target."""
    path = seeds / name / name_of(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def reaching(target: Target, known: Iterable[bytes], inputs: Iterable[bytes]) -> list[bytes]:
    """Those of `inputs`, short ones first, that take a step no other took, nor any `known`."""
    taken: set[Step] = set()
    for data in known:
        taken |= steps(lambda: execute(target, data, Report()))  # noqa: B023 - called at once
    found = []
    for data in sorted(set(inputs), key=lambda each: (len(each), each)):
        if len(data) > _LONGEST_BYTES:
            continue
        new = steps(lambda: execute(target, data, Report())) - taken  # noqa: B023 - likewise
        if new:
            taken |= new
            found.append(data)
    return found


def steps(run: Callable[[], object]) -> set[Step]:
    """From which line to which line of the grader `run` went."""
    found: set[Step] = set()

    def enter(frame: FrameType, event: str, argument: Any) -> Any:
        file = frame.f_code.co_filename
        return within(file) if file.startswith(_GRADER) else None

    def within(file: str) -> Any:
        last = 0

        def line(frame: FrameType, event: str, argument: Any) -> Any:
            nonlocal last
            if event == "line":
                found.add((file, last, frame.f_lineno))
                last = frame.f_lineno
            return line

        return line

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        run()
    finally:
        sys.settrace(before)
    return found
