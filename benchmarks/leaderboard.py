"""Is the leaderboard's order the same when the class is graded again?

    python benchmarks/leaderboard.py [--rounds N]

Races several right solutions against the reference, all of them in every round, and compares the
orders of the rounds by Kendall's tau, pair by pair: over all solutions, and over those that are
well separated, at least 1.25 times from their neighbours in the median.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from processes import machine
from timing import ASSIGNMENT, PROBLEM, program

from grader.limits import Limits
from grader.records import Confinement
from grader.sandbox.ladder import Sandbox
from grader.timing.cpu import CpuDevice
from grader.timing.device import Program
from grader.timing.protocol import Entrants, race

SEPARATED = 1.25
HEAD = """
import numpy as np

def conv2d(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    FN, _, FH, FW = w.shape
    out_h, out_w = (H + 2 * pad - FH) // stride + 1, (W + 2 * pad - FW) // stride + 1
    p = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    view = np.lib.stride_tricks.sliding_window_view(p, (FH, FW), axis=(2, 3))
    view = view[:, :, ::stride, ::stride]
"""
BODIES = {
    "patches as columns": """
    y = w.reshape(FN, -1) @ view.transpose(0, 1, 4, 5, 2, 3).reshape(N, -1, out_h * out_w)
    return (y + b[:, None]).reshape(N, FN, out_h, out_w)
""",
    "double precision": """
    rows = view.transpose(0, 2, 3, 1, 4, 5).reshape(N * out_h * out_w, -1).astype(float)
    y = rows @ w.reshape(FN, -1).T + b
    return y.astype(np.float32).reshape(N, out_h, out_w, FN).transpose(0, 3, 1, 2)
""",
    "row by row": """
    y = np.empty((N, FN, out_h, out_w), x.dtype)
    for i in range(out_h):
        y[:, :, i] = np.tensordot(view[:, :, i], w, ([1, 3, 4], [1, 2, 3])).transpose(0, 2, 1)
    return y + b[:, None, None]
""",
    "einsum": """
    return np.einsum("nchwkl,ockl->nohw", view, w) + b[:, None, None]
""",
    "image by image": """
    y, flat = np.empty((N, FN, out_h, out_w), x.dtype), w.reshape(FN, -1)
    for n in range(N):
        for i in range(out_h):
            for j in range(out_w):
                y[n, :, i, j] = flat @ view[n, :, i, j].reshape(-1)
    return y + b[:, None, None]
""",
}


def solutions() -> dict[str, Program]:
    """By name; all of them pass the checks."""
    found = {name: program(name) for name in ("reference", "good", "middling")}
    for name, body in BODIES.items():
        found[name] = Program("fast_conv", "conv2d", {"fast_conv": HEAD + body})
    return found


def tau(one: list[float], other: list[float]) -> float:
    """Kendall's: pairs in the same order less pairs in another, over all pairs."""
    pairs = list(itertools.combinations(range(len(one)), 2))
    agree = sum(1 if (one[i] < one[j]) == (other[i] < other[j]) else -1 for i, j in pairs)
    return agree / len(pairs)


def separated(ratios: dict[str, list[float]]) -> list[str]:
    """Names, from the fastest on, each well behind the one before."""
    kept: list[str] = []
    for name in sorted(ratios, key=lambda name: statistics.median(ratios[name])):
        median = statistics.median(ratios[name])
        if not kept or median >= SEPARATED * statistics.median(ratios[kept[-1]]):
            kept.append(name)
    return kept


def main() -> None:
    """Print the ratios and both taus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print(machine())
    ratios: dict[str, list[float]] = defaultdict(list)
    workers = Sandbox(["numpy"], ASSIGNMENT.minimum_confinement or Confinement.LANDLOCK)
    for _ in range(rounds):
        for name, entrant in solutions().items():
            device = CpuDevice(workers, Limits())
            entrants = Entrants(PROBLEM, entrant, program("reference"))
            ratios[name].append(race(device, entrants, PROBLEM.bands).ratio.middle)
            device.close()
    workers.close()
    for name, found in sorted(ratios.items(), key=lambda item: statistics.median(item[1])):
        print(f"{name:20} median {statistics.median(found):6.2f}", *(f"{r:.2f}" for r in found))
    for title, names in (("all", list(ratios)), ("well separated", separated(ratios))):
        orders = [[ratios[name][number] for name in names] for number in range(rounds)]
        taus = [tau(*pair) for pair in itertools.combinations(orders, 2)]
        print(
            f"{title} ({len(names)}): tau mean {statistics.mean(taus):.3f}, least {min(taus):.3f}"
        )


if __name__ == "__main__":
    main()
