"""Training a network on the 8x8 digits, step by step, with plain gradient descent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

NETWORK = ((1, 8, 8), {"filter_num": 10, "filter_size": 3, "pad": 0, "stride": 1}, 20, 10, 0.05)
STEPS = 240
BATCH = 40
RATE = 0.5
TRAINING = 400  # of the 600 images; the rest is for testing
REQUIRED = 0.8  # part of the test images; benchmarks/learning.py shows what is usual

Params = dict[str, np.ndarray]
_FILE = Path(__file__).parents[3] / "assignments/assignment5/data/digits.npz"


def digits() -> tuple[np.ndarray, np.ndarray]:
    """Images (600, 1, 8, 8) between 0 and 1, and class ids (600,)."""
    with np.load(_FILE, allow_pickle=False) as data:
        return data["images"][:, np.newaxis] / 16.0, data["labels"].astype(np.int64)


def batches(rng: np.random.Generator) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """As many random batches of the training images as there are steps."""
    x, t = digits()
    for _ in range(STEPS):
        chosen = rng.choice(TRAINING, BATCH, replace=False)
        yield x[chosen], t[chosen]


def descend(
    params: Params,
    gradient: Callable[[np.ndarray, np.ndarray], Params],
    write: Callable[[Params], None],
    rng: np.random.Generator,
) -> None:
    """Take every step: `params` are the numbers to start from, `write` puts new ones in place."""
    for x, t in batches(rng):
        grads = gradient(x, t)
        params = {key: value - RATE * grads[key] for key, value in params.items()}
        write(params)


def accuracy(predict: Callable[[np.ndarray], np.ndarray]) -> float:
    """The part of the test images whose largest score is that of the right class."""
    x, t = digits()
    return float(np.mean(predict(x[TRAINING:]).argmax(axis=1) == t[TRAINING:]))
