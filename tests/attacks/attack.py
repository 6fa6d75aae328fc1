"""What an attack is, and what the code of all attacks begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Aim = Literal["score", "reach", "harm"]
LEVELS = ("namespaces", "namespaces_without_landlock", "landlock")
FULL = 4.0  # points of the course's exercise
REACHED = "reached: "  # what a probe prints before what it has got

RIGHT = """
import numpy as np

def double(x):
    return x + x

def count(x):
    return int(x.size)

def length(text):
    return len(text)
"""

WRONG = """
import numpy as np

def double(x):
    return np.zeros((1, 1))

def count(x):
    return -1

def length(text):
    return -1
"""

# A probe returns what it could get at; here it is called in the middle of a check.
_PROBE = """
import os, re

_pattern = re.compile(rb"canary" + rb"-[0-9a-f]{32}")

def read(path, most=1 << 20):
    try:
        with open(path, "rb") as file:
            return file.read(most)
    except OSError:
        return b""

def canaries(data):
    return b" ".join(_pattern.findall(data)).decode()

def below(start, most=4000):
    for folder, _, files in os.walk(start):
        for name in files:
            yield os.path.join(folder, name)
            most -= 1
            if not most:
                return

TRICK

def _double(x, right=double):
    try:
        found = probe()
    except BaseException as error:
        found, why = None, error
        print("refused:", type(error).__name__, error)
    if found:
        print("REACHED", found)
    return right(x)

double = _double
"""


@dataclass(frozen=True)
class Attack:
    """One dishonest submission, by its number in the catalogue of attacks.

    aim     "score": wrong answers that want points. "reach": right answers and a `probe()`
            that returns what it could get at. "harm": it wants to stop or blind the grader.
    """

    number: str
    claim: str  # what the grader does about it
    trick: str  # Python; `{course}` is where the hidden checks are
    aim: Aim
    outcome: str  # of the check that calls `double`
    twin: str  # honest code of the same looks, by its name in `twins`
    says: str = ""  # part of that check's message
    flagged: bool = False  # a person is shown evidence
    files: Mapping[str, str] = field(default_factory=dict)  # more of the submission
    open_on: tuple[str, ...] = ()  # rungs that leave it open
    fools: str = "allclose"  # how the naive grader compares
    uncontrolled: str = ""  # why no naive grader is attacked

    @property
    def everywhere(self) -> bool:
        """Whether every rung of the ladder is tried: not where the protocol alone stops it."""
        return self.aim == "reach" or self.number[0] in "DC"

    @property
    def source(self) -> str:
        """The submission's main file."""
        if self.aim == "reach":
            return RIGHT + _PROBE.replace("TRICK", self.trick).replace("REACHED", REACHED)
        return WRONG + self.trick


def score(number: str, claim: str, trick: str, outcome: str = "failed", **more: object) -> Attack:
    """Wrong answers that want points."""
    options = {"twin": "plain"} | more
    return Attack(number, claim, trick, "score", outcome, **options)  # type: ignore[arg-type]


def reach(number: str, claim: str, trick: str, outcome: str = "passed", **more: object) -> Attack:
    """Right answers that look around."""
    options = {"twin": "plain"} | more
    return Attack(number, claim, trick, "reach", outcome, **options)  # type: ignore[arg-type]


def harm(
    number: str, claim: str, trick: str, outcome: str = "over_limit", **more: object
) -> Attack:
    """What wants to stop the grader or to blind it."""
    options = {"twin": "plain"} | more
    return Attack(number, claim, trick, "harm", outcome, **options)  # type: ignore[arg-type]
