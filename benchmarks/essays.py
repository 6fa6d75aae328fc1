"""What it costs to find like answers: a question of a class, and one pair beside difflib.

    python benchmarks/essays.py

Answers are 60 words drawn from 400, so all differ, which is the slowest case: a pair of like ones
is found sooner. The medians are of five runs.
"""

from __future__ import annotations

import difflib
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))
from processes import machine
from rapidfuzz import fuzz

from grader.answers import squeezed
from grader.essays.likeness import alike

_RUNS = 5
_PAIRS = 20


def timed(action: Callable[[], object]) -> float:
    """The median in seconds."""
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print all figures."""
    chance = random.Random(1)
    words = [f"word{number}" for number in range(400)]
    answers = [" ".join(chance.choices(words, k=60)) for _ in range(1000)]
    print(machine())
    for count in (40, 300, 1000):
        print(
            f"{count:5} answers to one question: {timed(lambda n=count: alike(answers[:n])):.3f} s"
        )
    first, *others = map(squeezed, answers[: _PAIRS + 1])
    ours = timed(lambda: [fuzz.ratio(first, other, score_cutoff=90) for other in others]) / _PAIRS
    theirs = timed(
        lambda: [
            difflib.SequenceMatcher(None, first, other, autojunk=False).ratio() for other in others
        ]
    )
    theirs /= _PAIRS
    print(f"one pair of {len(first)} letters: RapidFuzz {1e6 * ours:.1f} us, difflib", end=" ")
    print(f"{1e6 * theirs:.0f} us, {theirs / ours:.0f} times as long")


if __name__ == "__main__":
    main()
