"""Mutated inputs into a reader: a value or a refusal, nothing else."""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

Maker = Callable[[random.Random, list[bytes]], bytes]
_EXTREMES = (0x00, 0x7F, 0x80, 0x90, 0x91, 0xC1, 0xC6, 0xC9, 0xCF, 0xD3, 0xDB, 0xDD, 0xDF, 0xFF)


def noise(rng: random.Random, _: list[bytes]) -> bytes:
    """Anything, short."""
    return rng.randbytes(rng.randrange(64))


def changed_bytes(rng: random.Random, corpus: list[bytes]) -> bytes:
    """A right input with a few bytes changed."""
    body = bytearray(rng.choice(corpus))
    for _ in range(rng.randrange(1, 6)):
        byte = rng.choice(_EXTREMES) if rng.random() < 0.5 else rng.randrange(256)
        body[rng.randrange(len(body))] = byte
    return bytes(body)


def changed_letters(rng: random.Random, corpus: list[bytes]) -> bytes:
    """A right text with a few ASCII characters changed; still UTF-8."""
    body = bytearray(rng.choice(corpus))
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(body))
        if body[at] < 0x80:
            body[at] = rng.choice((0x09, 0x0A, *range(0x20, 0x7F)))
    return bytes(body)


def cut(rng: random.Random, corpus: list[bytes]) -> bytes:
    """The beginning of a right input."""
    body = rng.choice(corpus)
    return body[: rng.randrange(len(body))]


def moved(rng: random.Random, corpus: list[bytes]) -> bytes:
    """A right input with a piece of another one in it."""
    body, other = rng.choice(corpus), rng.choice(corpus)
    at, start = rng.randrange(len(body)), rng.randrange(len(other))
    return body[:at] + other[start : start + rng.randrange(1, 40)] + body[at:]


def taken_out(rng: random.Random, corpus: list[bytes]) -> bytes:
    """A right input without one of its pieces."""
    body = rng.choice(corpus)
    at = rng.randrange(len(body))
    return body[:at] + body[at + rng.randrange(1, 40) :]


MAKERS: tuple[Maker, ...] = (noise, changed_bytes, cut, moved, taken_out)
ON_TEXT: tuple[Maker, ...] = (*MAKERS, *[changed_letters] * 3)


@dataclass(frozen=True)
class Target:
    """A reader, and inputs that it takes."""

    read: Callable[[bytes], object]  # asserts what must hold of a value
    refusals: tuple[type[Exception], ...]
    corpus: list[bytes]
    makers: tuple[Maker, ...] = MAKERS


@dataclass
class Report:
    """What came of all executions."""

    executions: int = 0
    values: int = 0
    errors: Counter[str] = field(default_factory=Counter)  # messages of refusals
    failures: list[tuple[str, bytes]] = field(default_factory=list)  # other exceptions, inputs
    slowest_s: float = 0.0
    slowest: bytes = b""  # the input that took longest
    peak_rss_mib: float = 0.0


def fuzz(target: Target, executions: int, seed: int) -> Report:
    """Read so many inputs made from `seed`."""
    rng, report = random.Random(seed), Report()
    for _ in range(executions):
        _execute(target, rng.choice(target.makers)(rng, target.corpus), report)
    report.peak_rss_mib = peak_rss_mib()
    return report


def _execute(target: Target, data: bytes, report: Report) -> None:
    report.executions += 1
    start_s = time.process_time()  # a busy machine is no slow reader
    try:
        target.read(data)
        report.values += 1
    except target.refusals as error:
        report.errors[_kind(str(error))] += 1
    except BaseException as error:  # this is what is looked for
        report.failures.append((f"{type(error).__name__}: {error}", data))
    took_s = time.process_time() - start_s
    if took_s > report.slowest_s:
        report.slowest_s, report.slowest = took_s, data


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
