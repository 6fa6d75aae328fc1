"""What the tests of the command share: where things are, and what a run leaves behind."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.records import GradedSubmission

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
RIGHT = GOLDEN / "right_loops" / "submission"
MIXED = GOLDEN / "mixed" / "submission"
PROGRAMS = ("shapes", "im2col", "convolution", "pooling")  # what RIGHT solves
TIME_LIMIT_S = 60.0  # a guard, not a measurement


@dataclass(frozen=True)
class Run:
    """What one run of the command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def record(self) -> GradedSubmission:
        """The record on stdout; nothing else may stand there."""
        return GradedSubmission.from_json(self.out)

    @property
    def text(self) -> str:
        """What a person reads."""
        return self.out.decode()


Grade = Callable[..., Run]
Start = Callable[..., "subprocess.Popen[bytes]"]
