"""Memory that a hostile submission made the grader take is the grader's again when it is graded."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.attacks.arena import Arena
from tests.attacks.attack import FULL, RIGHT, Attack
from tests.attacks.catalogue import ATTACKS
from tests.resident import resident_bytes

LARGE = [attack for attack in ATTACKS if attack.number in ("D72b", "D72c", "D74")]
_MIB = 1 << 20
_LEFT_BYTES = 5 * _MIB  # what is opened or looked up once; an attack takes ten times as much
# What a grader does that takes large answers and drops them.
_CARELESS = """
import numpy as np

def resident():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("RssAnon"))

before = resident()
for size in (30, 29):
    answers = [np.ones(size << 17) for _ in range(2)]
    del answers
print(resident() - before)
"""


@pytest.fixture
def without_collector() -> Iterator[None]:
    """No collector of cycles comes by: it may be long in coming."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("without_collector")
@pytest.mark.parametrize("attack", LARGE, ids=[attack.number for attack in LARGE])
def test_large_answers_leave_no_memory_behind(attack: Attack, arena: Arena) -> None:
    """Neither in errors that refer to themselves nor in the allocator's reserve."""
    files = {"basics.py": attack.source}
    arena.grade({"basics.py": RIGHT}, "honest")
    before = resident_bytes()
    arena.grade(files)
    assert arena.grade({"basics.py": RIGHT}, "honest").score == FULL
    left = resident_bytes() - before
    assert left < _LEFT_BYTES


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's allocator is the one that keeps them")
def test_an_allocator_left_alone_keeps_it() -> None:
    """The control: glibc learns from each large block to keep the next one."""
    command = [sys.executable, "-c", _CARELESS]
    left = int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert left > 4 * _LEFT_BYTES
