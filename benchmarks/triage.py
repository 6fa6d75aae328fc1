"""How often array triage recognises what was done to an array, and how often it sees ghosts.

    python benchmarks/triage.py [--runs 20000]

Arrays of random shapes are corrupted in ways that have a label; the triage must give that
label. Arrays of noise, dense and sparse, must get none.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from itertools import permutations
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.random import Generator

from grader.triage import Remark, Window, explain_sizes, other_shape, triage

Array = npt.NDArray[Any]
Corruption = Callable[[Array, Generator], tuple[Array, str] | None]
AXES = "nchw"


def right(rng: Generator) -> Array:
    """A right answer: four axes, no two numbers alike."""
    return rng.normal(size=tuple(rng.integers((1, 1, 3, 3), (4, 5, 8, 8))))


def axis_of(rng: Generator, array: Array, least: int) -> int | None:
    """One of the axes with at least so many places."""
    long = [axis for axis, size in enumerate(array.shape) if size >= least]
    return int(rng.choice(long)) if long else None


def zeros(e: Array, _: Generator) -> tuple[Array, str]:
    """Never written."""
    return np.zeros_like(e), "zeros"


def constant(e: Array, rng: Generator) -> tuple[Array, str]:
    """One number everywhere."""
    return np.full_like(e, rng.normal()), "constant"


def sign(e: Array, _: Generator) -> tuple[Array, str]:
    """The gradient of the other direction."""
    return -e, "sign"


def factor(e: Array, rng: Generator) -> tuple[Array, str]:
    """Not averaged, averaged twice, or scaled by something."""
    n = int(rng.integers(2, 65))
    return [(e * n, f"factor {n}"), (e / n, f"factor 1/{n}"), (e * (n + 0.37), "factor")][n % 3]


def offset(e: Array, rng: Generator) -> tuple[Array, str]:
    """Something added everywhere."""
    return e + rng.normal(), "offset"


def bias(e: Array, rng: Generator) -> tuple[Array, str] | None:
    """A bias is missing."""
    if e.shape[1] == 1:
        return None
    return e + rng.normal(size=(1, e.shape[1], 1, 1)), "offset per c"


def scale(e: Array, rng: Generator) -> tuple[Array, str] | None:
    """An item's own factor."""
    if e.shape[0] == 1:
        return None
    return e * rng.uniform(2, 3, size=(e.shape[0], 1, 1, 1)), "factor per n"


def transposed(e: Array, _: Generator) -> tuple[Array, str] | None:
    """Height and width exchanged, on a square image."""
    if e.shape[2] != e.shape[3]:
        return None
    return e.swapaxes(2, 3), "transposed h w"


def reshaped(e: Array, _: Generator) -> tuple[Array, str] | None:
    """A reshape in place of transpose."""
    if e.shape[1] == 1 or e[0, 0].size == 1:
        return None
    return e.transpose(0, 2, 3, 1).reshape(e.shape), "reshaped n, h, w, c"


def backwards(e: Array, rng: Generator) -> tuple[Array, str]:
    """Flipped along one or both axes."""
    chosen = [(2,), (3,), (2, 3)][int(rng.integers(3))]
    return np.flip(e, chosen), "reversed " + ", ".join(AXES[k] for k in chosen)


def rolled(e: Array, rng: Generator) -> tuple[Array, str] | None:
    """np.roll."""
    axis = axis_of(rng, e, 3)
    if axis is None:
        return None
    step = int(rng.choice([-1, 1]))
    return np.roll(e, step, axis), f"rolled {AXES[axis]} {step:+d}"


def moved(e: Array, rng: Generator) -> tuple[Array, str] | None:
    """Cropped at the wrong place: moved by one, with other numbers coming in."""
    if min(e.shape[2:]) < 4:
        return None
    got = rng.normal(size=e.shape)
    got[:, :, 1:, 1:] = e[:, :, :-1, :-1]
    return got, "moved h +1, w +1"


def shuffled(e: Array, _: Generator) -> tuple[Array, str] | None:
    """Channels in an order that is neither backwards nor rolled."""
    if e.shape[1] < 4:
        return None
    return e[:, [1, 0, *range(2, e.shape[1])]], "shuffled c"


def integers(e: Array, _: Generator) -> tuple[Array, str]:
    """Cut to whole numbers; made larger first, or too little is left of them."""
    return np.trunc(e), "integers"


def precision(e: Array, _: Generator) -> tuple[Array, str]:
    """Float16 on the way."""
    return e.astype(np.float16).astype(np.float64), "precision"


def noise_at(e: Array, rng: Generator, mask: Array) -> Array:
    """Other numbers at some places."""
    return np.where(mask, rng.normal(size=e.shape), e)


def last(e: Array, rng: Generator) -> tuple[Array, str]:
    """The last slice of an axis was forgotten."""
    axis = axis_of(rng, e, 3) or 0
    mask = np.indices(e.shape)[axis] == e.shape[axis] - 1
    return noise_at(e, rng, mask), f"last {AXES[axis]}"


def channel(e: Array, rng: Generator) -> tuple[Array, str] | None:
    """One channel is wrong."""
    if e.shape[1] < 3:
        return None
    return noise_at(e, rng, np.indices(e.shape)[1] == 1), "at c 1"


def second(e: Array, rng: Generator) -> tuple[Array, str] | None:
    """Every second column is wrong."""
    if e.shape[3] < 4:
        return None
    return noise_at(e, rng, np.indices(e.shape)[3] % 2 == 1), "every 2 w from 1"


def border(e: Array, rng: Generator) -> tuple[Array, str] | None:
    """Wrong padding."""
    if min(e.shape[2:]) < 4:
        return None
    return noise_at(e, rng, ring(e)), "border"


def inside(e: Array, rng: Generator) -> tuple[Array, str] | None:
    """Only the border is right."""
    if min(e.shape[2:]) < 4 or e.size == 16:
        return None
    return noise_at(e, rng, ~ring(e)), "inside"


def first_only(e: Array, rng: Generator) -> tuple[Array, str] | None:
    """Only the first item is right: the batch is mixed up."""
    if e.shape[0] < 3:
        return None
    return noise_at(e, rng, np.indices(e.shape)[0] > 0), "all but first n"


def ring(e: Array) -> Array:
    """The border of every image."""
    _, _, h, w = np.indices(e.shape)
    return (h == 0) | (w == 0) | (h == e.shape[2] - 1) | (w == e.shape[3] - 1)


CORRUPTIONS: tuple[Corruption, ...] = (
    zeros, constant, sign, factor, offset, bias, scale, transposed, reshaped, backwards, rolled,
    moved, shuffled, integers, precision, last, channel, second, border, inside, first_only,
)  # fmt: skip


def scaled(corruption: Corruption, rng: Generator) -> Array:
    """A right answer that the corruption changes beyond rounding."""
    return right(rng) * (100 if corruption is integers else 1)


def labels(runs: int, rng: Generator) -> tuple[int, int, Counter[str]]:
    """Right labels, tried corruptions, and what was said in place of the right label."""
    good, tried, wrong = 0, 0, Counter[str]()
    for number in range(runs):
        corruption = CORRUPTIONS[number % len(CORRUPTIONS)]
        expected = scaled(corruption, rng)
        corrupted = corruption(expected, rng)
        if corrupted is None:
            continue
        got, label = corrupted
        said = triage(got, expected, AXES).label
        tried += 1
        good += said == label
        wrong[f"{corruption.__name__} {expected.shape}: {said!r}, not {label!r}"] += said != label
    return good, tried, +wrong


def shapes(runs: int, rng: Generator) -> tuple[int, int]:
    """Arrays with their axes in another order."""
    good, tried = 0, 0
    for _ in range(runs):
        expected = right(rng)
        order = list(permutations(range(4)))[int(rng.integers(24))]
        got = expected.transpose(order)
        if got.shape != expected.shape and got.size > max(got.shape):
            remark = other_shape(got, expected, AXES)
            tried += 1
            good += remark is not None and same_order(remark, order, expected.shape)
    return good, tried


def same_order(remark: Remark, order: tuple[int, ...], shape: tuple[int, ...]) -> bool:
    """The label names the order, not counting axes of length 1, which have no place."""
    names = remark.label.removeprefix("order ").split(", ")
    long = [AXES[axis] for axis in order if shape[axis] > 1]
    return [name for name in names if name in long] == long


def sizes(runs: int, rng: Generator) -> tuple[int, int, int]:
    """Output sizes without stride, without padding, padded once: right, silent, wrong names."""
    misread: dict[str, Callable[[Window], int]] = {
        "no stride": lambda w: w.size + 2 * w.pad - w.filter + 1,
        "no padding": lambda w: (w.size - w.filter) // w.stride + 1,
        "padded once": lambda w: (w.size + w.pad - w.filter) // w.stride + 1,
        "no plus one": lambda w: (w.size + 2 * w.pad - w.filter) // w.stride,
        "rounded up": lambda w: -(-(w.size + 2 * w.pad - w.filter) // w.stride) + 1,
    }
    good, silent, tried = 0, 0, 0
    for _ in range(runs):
        h, w = (Window(*map(int, rng.integers((6, 2, 1, 0), (12, 5, 4, 3)))) for _ in range(2))
        w = w._replace(stride=h.stride, pad=h.pad)
        name = str(rng.choice(list(misread)))
        got, expected = (1, 1, misread[name](h), misread[name](w)), (1, 1, h.positions, w.positions)
        remark = explain_sizes(got, expected, AXES, {"h": h, "w": w})
        if remark is not None:
            tried += 1
            good += remark.label == f"sizes: {name}"
            silent += remark.label == "sizes"
    return good, silent, tried - good - silent


def ghosts(runs: int, rng: Generator) -> tuple[int, Counter[str]]:
    """Labels on noise: everywhere, or at a random part of the places."""
    seen = Counter[str]()
    for number in range(runs):
        expected = right(rng)
        got = rng.normal(size=expected.shape)
        if number % 2:
            got = np.where(rng.random(expected.shape) < rng.random(), got, expected)
        seen[triage(got, expected, AXES).label] += 1
    silent = seen.pop("", 0)
    return silent, seen


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20000)
    runs, rng = parser.parse_args().runs, np.random.default_rng(0)
    good, tried, wrong = labels(runs, rng)
    print(f"corrupted arrays: {good} of {tried} labelled right ({100 * good / tried:.2f} %)")
    for label, count in wrong.most_common(12):
        print(f"  {count:4d}  {label}")
    good, tried = shapes(runs // 4, rng)
    print(f"axes in another order: {good} of {tried} ({100 * good / tried:.2f} %)")
    good, silent, bad = sizes(runs // 4, rng)
    print(f"misread sizes: {good} named, {silent} only the formula, {bad} named wrong")
    silent, seen = ghosts(runs, rng)
    print(f"noise: silent on {silent} of {runs} ({100 * silent / runs:.2f} %)")
    for label, count in seen.most_common(12):
        print(f"  {count:4d}  {label}")


if __name__ == "__main__":
    main()
