"""Training a network step by step with plain gradient descent, and what it is trained on.

The digits come with the assignment. Fashion-MNIST is used where Debian's package
`dataset-fashion-mnist` is installed, and nowhere else: docs/adr/0016-the-data-that-are-there.md.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

Params = dict[str, np.ndarray]
Batch = tuple[np.ndarray, np.ndarray]  # images and class ids

_DIGITS = Path(__file__).parents[3] / "assignments/assignment5/data/digits.npz"
_CLOTHES = Path("/usr/share/datasets/fashion-mnist")
_CLOTHES_SHA256 = "59616926c0037540c35cc7bf66797d37c4de8e9231cd1d724fe58ec47ef93e37"
_IMAGE_HEADER, _LABEL_HEADER, _PIXELS = 16, 8, 28 * 28  # bytes of the IDX format


class NotInstalledError(Exception):
    """The data are not on this machine, or are not those that the figures were measured on."""


@dataclass(frozen=True)
class Lesson:
    """What is learned, how, and how well: benchmarks/learning.py shows what is usual."""

    network: tuple[Any, ...]  # arguments of SimpleConvNet
    data: Callable[[], Batch]  # images between 0 and 1; the first ones are for training
    training: int  # images
    rate: float
    required: float  # part of the other images
    steps: int = 240
    batch: int = 40

    def batches(self, rng: np.random.Generator) -> Iterator[Batch]:
        """As many random batches of the training images as there are steps."""
        x, t = self.data()
        for _ in range(self.steps):
            chosen = rng.choice(self.training, self.batch, replace=False)
            yield x[chosen], t[chosen]

    def descend(
        self,
        params: Params,
        gradient: Callable[[np.ndarray, np.ndarray], Params],
        write: Callable[[Params], None],
        batches: Iterable[Batch],
    ) -> Params:
        """Take a step for each batch, from `params` to the numbers that are returned.

        `write` puts new numbers in place.
        """
        for x, t in batches:
            grads = gradient(x, t)
            params = {key: value - self.rate * grads[key] for key, value in params.items()}
            write(params)
        return params

    def accuracy(self, predict: Callable[[np.ndarray], np.ndarray]) -> float:
        """The part of the test images whose largest score is that of the right class."""
        x, t = self.data()
        scores = predict(x[self.training :])
        return float(np.mean(scores.argmax(axis=1) == t[self.training :]))


@cache
def digits() -> Batch:
    """Images (600, 1, 8, 8) and class ids (600,)."""
    with np.load(_DIGITS, allow_pickle=False) as data:
        return data["images"][:, np.newaxis] / 16.0, data["labels"].astype(np.int64)


@cache
def clothes() -> Batch:
    """Images (2400, 1, 28, 28) and class ids: the first of the training and of the test set.

    Raises `NotInstalledError` where they are not there, bit by bit.
    """
    try:
        parts = [_first("train", 2000), _first("t10k", 400)]
    except (OSError, EOFError):
        raise NotInstalledError from None
    images, labels = (b"".join(part) for part in zip(*parts, strict=True))
    if sha256(images + labels).hexdigest() != _CLOTHES_SHA256:
        raise NotInstalledError
    x = np.frombuffer(images, np.uint8).reshape(-1, 1, 28, 28) / 255.0
    return x, np.frombuffer(labels, np.uint8).astype(np.int64)


def _first(name: str, count: int) -> tuple[bytes, bytes]:
    """So many images and labels of one of the package's sets."""
    with gzip.open(_CLOTHES / f"{name}-images-idx3-ubyte.gz") as file:
        images = file.read(_IMAGE_HEADER + _PIXELS * count)[_IMAGE_HEADER:]
    with gzip.open(_CLOTHES / f"{name}-labels-idx1-ubyte.gz") as file:
        labels = file.read(_LABEL_HEADER + count)[_LABEL_HEADER:]
    return images, labels


DIGITS = Lesson(
    ((1, 8, 8), {"filter_num": 10, "filter_size": 3, "pad": 0, "stride": 1}, 20, 10, 0.05),
    digits,
    training=400,
    rate=0.5,
    required=0.8,
)
CLOTHES = Lesson(
    ((1, 28, 28), {"filter_num": 8, "filter_size": 6, "pad": 0, "stride": 2}, 30, 10, 0.1),
    clothes,
    training=2000,
    rate=0.15,
    required=0.55,
)
