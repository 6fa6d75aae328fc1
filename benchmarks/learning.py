"""How well networks learn digits and clothes in the checks' own training, over many seeds.

    python benchmarks/learning.py [--seeds N]

The reference, and the reference with a gradient that is wrong in one way. The check must let
the first pass with a margin and the others fail; those that learn nearly as well as the
reference are what the checks of single gradients are for.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))
from processes import machine

from solutions.assignment5.checks import learning
from solutions.assignment5.checks.learning import Lesson, Params
from solutions.assignment5.simple_convnet import SimpleConvNet


def only(*keys: str, factor: float) -> Callable[[Params], Params]:
    """Gradients of which those of `keys` are multiplied by `factor`."""
    return lambda grads: {k: g * factor if k in keys else g for k, g in grads.items()}


def flipped(grads: Params) -> Params:
    """The filters' gradients are upside down and back to front."""
    return grads | {"W1": grads["W1"][:, :, ::-1, ::-1]}


EVERYTHING = ("W1", "b1", "W2", "b2", "W3", "b3")
GRADIENTS: dict[str, Callable[[Params], Params]] = {
    "right": lambda grads: grads,
    "all averaged twice": only(*EVERYTHING, factor=1 / learning.DIGITS.batch),
    "all negative": only(*EVERYTHING, factor=-1.0),
    "W1 negative": only("W1", factor=-1.0),
    "W1 flipped": flipped,
    "W1 and b1 are zero": only("W1", "b1", factor=0.0),
    "W2 and b2 are zero": only("W2", "b2", factor=0.0),
    "W3 and b3 are zero": only("W3", "b3", factor=0.0),
    "W1 averaged twice": only("W1", factor=1 / learning.DIGITS.batch),
}


def accuracy(lesson: Lesson, seed: int, change: Callable[[Params], Params]) -> float:
    """After training one network."""
    np.random.seed(seed)  # noqa: NPY002 - networks draw from the global generator
    net = SimpleConvNet(*lesson.network)

    def write(params: Params) -> None:
        for key, value in params.items():
            net.params[key][...] = value

    def gradient(x: np.ndarray, t: np.ndarray) -> Params:
        return change(net.gradient(x, t))

    lesson.descend(net.params, gradient, write, lesson.batches(np.random.default_rng(seed)))
    return lesson.accuracy(net.predict)


def measure(name: str, lesson: Lesson, seeds: range) -> None:
    """Print a line for each gradient."""
    print(f"{name}: required {lesson.required:.3f} of the test images, {lesson.steps} steps")
    print(f"{'gradient':<22}{'least':>8}{'median':>8}{'most':>8}{'passed':>10}{'CPU s':>8}")
    for gradient, change in GRADIENTS.items():
        start_s = time.process_time()
        reached = [accuracy(lesson, seed, change) for seed in seeds]
        each_s = (time.process_time() - start_s) / len(seeds)
        passed = sum(part >= lesson.required for part in reached)
        numbers = f"{min(reached):>8.3f}{statistics.median(reached):>8.3f}{max(reached):>8.3f}"
        print(f"{gradient:<22}{numbers}{passed:>6} of {len(seeds)}{each_s:>7.2f}", flush=True)


def main() -> None:
    """Digits, and clothes where they are installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=50)
    seeds = range(parser.parse_args().seeds)
    print(machine())
    measure("digits", learning.DIGITS, seeds)
    try:
        learning.clothes()
    except learning.NotInstalledError:
        print("clothes: Fashion-MNIST is not installed here")
    else:
        measure("clothes", learning.CLOTHES, seeds)


if __name__ == "__main__":
    main()
