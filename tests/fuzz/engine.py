"""One input into a reader or a writer, and what comes of many: a value or a refusal, nothing else.

Two engines make the inputs: `blind` damages right ones, `guided` (atheris) keeps those that
reach new branches and goes on from them. Both read a `Target` and fill a `Report`.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fuzz.makers import MAKERS, Maker

LONGEST_S = 1.0
MOST_GROWTH_MIB = 64.0
_WARM = 10_000  # executions after which memory should stay as it is
_MOST_FAILURES = 20
_TOLD = 1_000_000  # executions after which a long run says how far it is
_MOST_KINDS = 200  # of refusals that are counted one by one


@dataclass(frozen=True)
class Target:
    """A reader or a writer, and inputs that it takes."""

    read: Callable[[bytes], object]  # asserts what must hold of a value
    refusals: tuple[type[Exception], ...]
    corpus: list[bytes]
    makers: tuple[Maker, ...] = MAKERS


@dataclass(frozen=True)
class Budget:
    """Where a run ends: at the first of the two."""

    executions: int
    seconds: float = float("inf")


@dataclass
class Report:
    """What came of all executions."""

    executions: int = 0
    values: int = 0
    errors: Counter[str] = field(default_factory=Counter)  # messages of refusals
    failed: int = 0  # ended in another exception
    failures: list[tuple[str, bytes]] = field(default_factory=list)  # the first of them, inputs
    slowest_s: float = 0.0
    slowest: bytes = b""  # the input that took longest
    warm_mib: float = 0.0  # the most memory up to the 10,000th execution
    peak_mib: float = 0.0

    @property
    def good(self) -> bool:
        """No failure, nothing slow, and no more memory than after the first ones."""
        grew = self.peak_mib - self.warm_mib
        return not self.failed and self.slowest_s < LONGEST_S and grew < MOST_GROWTH_MIB

    def fail(self, what: str, data: bytes) -> None:
        """Count a failure; the first ones are kept whole."""
        self.failed += 1
        if len(self.failures) < _MOST_FAILURES:
            self.failures.append((what, data))


def fuzz(target: Target, budget: Budget, seed: int) -> Report:
    """The blind engine: inputs made from `seed`, whatever came of those before."""
    rng, report = random.Random(seed), Report()
    end_s = time.monotonic() + budget.seconds
    while report.executions < budget.executions and time.monotonic() < end_s:
        execute(target, rng.choice(target.makers)(rng, target.corpus), report)
    return report


def execute(target: Target, data: bytes, report: Report) -> None:
    """Read one input, and note what came of it."""
    start_s = time.process_time()  # a busy machine is no slow reader
    try:
        target.read(data)
        report.values += 1
    except target.refusals as error:
        kind = _kind(str(error))
        known = kind in report.errors or len(report.errors) < _MOST_KINDS
        report.errors[kind if known else "others"] += 1
    except BaseException as error:  # this is what is looked for
        report.fail(f"{type(error).__name__}: {error}", data)
    took_s = time.process_time() - start_s
    if took_s > report.slowest_s:
        report.slowest_s, report.slowest = took_s, data
    report.executions += 1
    if report.executions % _TOLD == 0:
        print(f"  {report.executions} so far", flush=True)
    if report.executions % _WARM == 0 or report.executions == 1:
        report.peak_mib = peak_rss_mib()
        report.warm_mib = report.peak_mib if report.executions <= _WARM else report.warm_mib


def _kind(message: str) -> str:
    """An error's message without what varies in it."""
    return re.sub(r"0x\w+|\d+", "#", re.split(r" \(byte| in position", message)[0])[:100]


def peak_rss_mib() -> float:
    """The most memory that this process has had, MiB; 0 where nobody can say."""
    try:
        import resource  # not on Windows
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
