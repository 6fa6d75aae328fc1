"""The course that is attacked: one exercise, and canaries wherever secrets are."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

ASSIGNMENT = """
format_version = 1
name = "hw1"
title = { en = "Homework", ko = "과제" }
minimum_confinement = "landlock"

[limits]
cpu_per_call_s = 0.4
cpu_per_exercise_s = 0.8
wall_per_call_s = 0.8
wall_per_exercise_s = 1.5
memory_mib = 256

[[exercises]]
name = "basics"
file = "basics.py"
title = { en = "Basics", ko = "기초" }
points = 4.0
hidden_checks = 3
runtime = ["numpy", "LIBRARY"]
"""

CHECKS = '''"""Hidden checks. CANARY"""

from grader.checks import check, expect_close, expect_equal

HIDDEN = "CANARY"


@check(points=2)
def test_double(student, rng):
    """Every value is doubled.

    모든 값이 두 배가 됩니다.
    """
    x = rng.normal(size=(2, 3))
    expect_close(student.double(x), x + x)


@check(points=1)
def test_count(student, rng):
    """The values are counted.

    값의 수를 셉니다.
    """
    columns = int(rng.integers(40, 90))
    expect_equal(student.count(rng.normal(size=(3, columns))), 3 * columns)


@check(points=1)
def test_length(student, rng):
    """The letters are counted.

    글자의 수를 셉니다.
    """
    text = "ARGUMENT" + "." * int(rng.integers(1, 90))
    expect_equal(student.length(text), len(text))
'''

REFERENCE = '''"""Basics. CANARY"""


def double(x):
    """Twice x."""
    return x + x


def count(x):
    """How many values."""
    return x.size


def length(text):
    """How many letters."""
    return len(text)
'''


def canary() -> str:
    """A word that stands nowhere else."""
    return f"canary-{secrets.token_hex(16)}"


@dataclass(frozen=True)
class Canaries:
    """Words that no submission may learn, by where they are."""

    checks: str = field(default_factory=canary)
    reference: str = field(default_factory=canary)
    secret: str = field(default_factory=canary)
    environment: str = field(default_factory=canary)
    neighbour: str = field(default_factory=canary)  # source and data of another submission
    argument: str = field(default_factory=canary)  # a hidden input: student code gets it

    def stolen(self, data: bytes) -> list[str]:
        """Names of the words in `data` that student code must not even see."""
        kept = {name: word for name, word in vars(self).items() if name != "argument"}
        return [name for name, word in kept.items() if word.encode() in data]


def write_course(root: Path, canaries: Canaries, library: str = "msgspec") -> Path:
    """The course below `root`; the path of its secret. `library` is there beside numpy."""
    files = {
        "assignments/hw1/assignment.toml": ASSIGNMENT.replace("LIBRARY", library),
        "solutions/hw1/basics.py": REFERENCE.replace("CANARY", canaries.reference),
        "solutions/hw1/checks/test_basics.py": CHECKS.replace("CANARY", canaries.checks).replace(
            "ARGUMENT", canaries.argument
        ),
        "secret": canaries.secret,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root / "secret"


def neighbour(word: str) -> str:
    """An honest submission that fills its memory and its folder with a word."""
    return f"""
import numpy as np

WORD = b"{word}"
held = [bytearray(WORD * 800) for _ in range(400)]

try:
    with open("notes.txt", "wb") as file:
        file.write(WORD)
except OSError:
    pass

def double(x):
    filled = [np.frombuffer(WORD * 100, dtype=np.uint8).copy() for _ in range(200)]
    del filled[:]
    return x + x

def count(x):
    return int(x.size)

def length(text):
    return len(text)
"""
