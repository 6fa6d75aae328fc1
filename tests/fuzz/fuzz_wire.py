"""Mutated frames into the decoder: a value or a `WireError`, nothing else.

python -m tests.fuzz.fuzz_wire --executions 1000000 --seed 1
"""

from __future__ import annotations

import argparse
import math
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec
import numpy as np

from grader.sandbox import wire
from tests.fuzz.frames import body_of, body_with, bombs

_BOMB_BYTES = 4096
_EXTREMES = (0x00, 0x7F, 0x80, 0x90, 0x91, 0xC1, 0xC6, 0xC9, 0xCF, 0xD3, 0xDB, 0xDD, 0xDF, 0xFF)
_LEAVES = (
    *(None, True, False, 0, 1, 7, 8, -1, 2**31, 2**63, 2**64 - 1, -(2**63)),
    *(0.0, math.nan, math.inf, "", "k", "0x1f", "f" * 300, "-0x", "|O", b"", b"x", 10**6),
    *("<f8", "|b1", "<c16", ">f8", "|u1", [], [0], [2, 3], [0, 2**63], [-1], [1] * 17),
)


@dataclass
class Report:
    """What came of all executions."""

    executions: int = 0
    values: int = 0
    errors: Counter[str] = field(default_factory=Counter)  # messages of WireError
    failures: list[tuple[str, bytes]] = field(default_factory=list)  # other exceptions, bodies
    slowest_s: float = 0.0
    peak_rss_mib: float = 0.0


def fuzz(executions: int, seed: int) -> Report:
    """Decode so many bodies made from `seed`."""
    rng, report = random.Random(seed), Report()
    corpus = _corpus()
    for _ in range(executions):
        _execute(rng.choice(_MAKERS)(rng, corpus), report)
    report.peak_rss_mib = _peak_rss_mib()
    return report


def _execute(body: bytes, report: Report) -> None:
    report.executions += 1
    start_s = time.perf_counter()
    try:
        value = wire.decode(body)
        report.slowest_s = max(report.slowest_s, time.perf_counter() - start_s)
        report.values += 1
        body_of(value)  # what was taken in can be sent on
    except wire.WireError as error:
        report.slowest_s = max(report.slowest_s, time.perf_counter() - start_s)
        report.errors[_kind(str(error))] += 1
    except BaseException as error:  # this is what is looked for
        report.failures.append((f"{type(error).__name__}: {error}", body))


def _kind(message: str) -> str:
    """An error's message without what varies in it."""
    return re.sub(r"0x\w+|\d+", "#", re.split(r" \(byte| in position", message)[0])


def _corpus() -> list[bytes]:
    rng = np.random.default_rng(0)
    handle = wire.Handle(3, "Convolution", ("forward", "backward"))
    answer = {"kind": "ValueError", "text": "got 3, expected 4", "frames": [("a.py", 3)]}
    values: list[Any] = [
        [1, "value", rng.normal(size=(2, 3, 4, 4)), "output"],
        [2, "raised", answer, ""],
        [3, "callback", ["call", "im2col", "im2col", [np.ones((1, 2)), 3], {"pad": 1}], ""],
        [4, "value", handle, ""],
        [5, "value", {"W": np.float32(2), "b": np.zeros(0), "n": 2**200}, "x" * 100],
        [6, "value", (1, -2.5, None, True, b"bytes", [["deep", [()]]]), ""],
        [np.arange(6, dtype=dtype).reshape(2, 3) for dtype in sorted(wire.DTYPES - {"|b1"})],
    ]
    return [body_of(value) for value in values]


# ----------------------------------------------------------------------- ways to make a body

Maker = Callable[[random.Random, list[bytes]], bytes]


def _noise(rng: random.Random, _: list[bytes]) -> bytes:
    return rng.randbytes(rng.randrange(64))


def _noise_in_a_header(rng: random.Random, _: list[bytes]) -> bytes:
    return body_with(rng.randbytes(rng.randrange(48)), rng.randbytes(rng.randrange(32)))


def _changed_bytes(rng: random.Random, corpus: list[bytes]) -> bytes:
    body = bytearray(rng.choice(corpus))
    for _ in range(rng.randrange(1, 6)):
        byte = rng.choice(_EXTREMES) if rng.random() < 0.5 else rng.randrange(256)
        body[rng.randrange(min(len(body), 200))] = byte
    return bytes(body)


def _cut(rng: random.Random, corpus: list[bytes]) -> bytes:
    body = rng.choice(corpus)
    return body[: rng.randrange(len(body))]


def _moved(rng: random.Random, corpus: list[bytes]) -> bytes:
    body, other = rng.choice(corpus), rng.choice(corpus)
    at, start = rng.randrange(len(body)), rng.randrange(len(other))
    return body[:at] + other[start : start + rng.randrange(1, 40)] + body[at:]


def _made_up(rng: random.Random, _: list[bytes]) -> bytes:
    header = msgspec.msgpack.encode(_structure(rng, depth=0))
    return body_with(header, bytes(rng.choice((0, 0, 8, 16, 48))))


def _structure(rng: random.Random, depth: int) -> Any:
    """Lists that begin with a tag, as the decoder expects, and go on with anything."""
    if depth > 4 or rng.random() < 0.4:
        return rng.choice(_LEAVES)
    items = [_structure(rng, depth + 1) for _ in range(rng.randrange(4))]
    return [rng.randrange(9), *items]


def _bomb(rng: random.Random, _: list[bytes]) -> bytes:
    return body_with(rng.choice(_BOMBS), b"")


_BOMBS = list(bombs(_BOMB_BYTES).values())
_OFTEN: list[Maker] = [_noise_in_a_header, _changed_bytes, _cut, _moved, _made_up]
_MAKERS: list[Maker] = [*_OFTEN * 20, _noise, _bomb]


# ----------------------------------------------------------------------------------- program


def _peak_rss_mib() -> float:
    try:
        import resource  # not on Windows
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> int:
    """Run, print the report, and answer 1 where an execution ended as none may."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.fuzz_wire", description=__doc__)
    parser.add_argument("--executions", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    before_mib, start_s = _peak_rss_mib(), time.perf_counter()
    report = fuzz(options.executions, options.seed)
    took_s = time.perf_counter() - start_s
    lines = [
        f"{report.executions} executions, seed {options.seed}, {took_s:.0f} s",
        f"{report.values} values, {report.errors.total()} refusals",
        f"{len(report.failures)} failures",
        f"slowest: {report.slowest_s * 1e3:.1f} ms",
        f"peak memory: {report.peak_rss_mib:.0f} MiB, {before_mib:.0f} MiB at the start",
        *(f"{count:9} {kind}" for kind, count in report.errors.most_common()),
        *(f"FAILURE {what}\n        {body.hex()}" for what, body in report.failures[:20]),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
