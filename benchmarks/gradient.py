"""How often the gradient check fails right layers (never, it should), and names wrong ones.

    python benchmarks/gradient.py [--runs 10000]

Right layers are drawn at the worst points: zeros under a ReLU, ties under a maximum, whole
numbers, numbers closer to a kink than the step. Wrong ones have their gradient scaled,
turned round, transposed or cut, and must all fail.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.random import Generator

sys.path.insert(0, str(Path(__file__).parents[1]))
from grader.checks import CheckFailed, expect_gradient
from solutions.assignment5.convolution import Convolution
from solutions.assignment5.pooling import AveragePooling, Pooling

Array = npt.NDArray[Any]
Forward = Callable[[Array], Array]
Case = tuple[Forward, Array, Callable[[Array], Array]]  # forward, x, dout -> dx


class Relu:
    """max(x, 0), with the slope 0 or 1 at 0."""

    def __init__(self, *, at_zero: bool) -> None:
        self._at_zero = at_zero

    def forward(self, x: Array) -> Array:
        """Takes and returns an array of any shape."""
        self.mask = x >= 0 if self._at_zero else x > 0
        return np.where(x > 0, x, 0.0)

    def backward(self, dout: Array) -> Array:
        """The gradient passes where the input did."""
        return dout * self.mask


class Stack:
    """Layers one after the other."""

    def __init__(self, *layers: Any) -> None:
        self._layers = layers

    def forward(self, x: Array) -> Array:
        """Through all layers."""
        for layer in self._layers:
            x = layer.forward(x)
        return x

    def backward(self, dout: Array) -> Array:
        """Back through all layers."""
        for layer in reversed(self._layers):
            dout = layer.backward(dout)
        return dout


def image(rng: Generator) -> Array:
    """A small image with ties, zeros, and numbers next to zero."""
    x = rng.normal(size=(int(rng.integers(1, 3)), 2, 5, 5))
    x[rng.random(x.shape) < 0.3] = 0.0
    near = rng.random(x.shape) < 0.1
    x[near] = rng.uniform(-1e-5, 1e-5, size=int(near.sum()))
    return np.rint(x) if rng.random() < 0.3 else x


def layer(rng: Generator) -> Any:
    """A right layer."""
    convolution = Convolution(rng.normal(size=(2, 2, 3, 3)), rng.normal(size=2), 2, 1)
    match int(rng.integers(6)):
        case 0:
            return Relu(at_zero=False)
        case 1:
            return Relu(at_zero=True)
        case 2:
            return Pooling(2, 2, 1, 1)
        case 3:
            return AveragePooling(2, 2, 2)
        case 4:
            return Stack(Pooling(3, 3, 2, 1), Relu(at_zero=False))
    return Stack(Relu(at_zero=False), convolution)


def failure(layer: Any, x: Array, rng: Generator, spoil: Callable[[Array], Array]) -> str | None:
    """What the check says of the layer's gradient after `spoil`; None where it passes."""
    dout = rng.normal(size=layer.forward(x).shape)
    layer.forward(x)
    gradient = spoil(layer.backward(dout))
    try:
        expect_gradient(
            layer.forward, at=x, gradient=gradient, cotangent=dout, rng=rng, axes="nchw"
        )
    except CheckFailed as failed:
        pattern = failed.difference.pattern if failed.difference else None
        return pattern.en if pattern else failed.message.en.partition(":")[0]
    return None


SPOILERS: dict[str, Callable[[Array], Array]] = {
    "nothing": lambda dx: dx,
    "3 times": lambda dx: dx * 3,
    "a half": lambda dx: dx / 2,
    "sign": lambda dx: -dx,
    "transposed": lambda dx: dx.swapaxes(2, 3).copy(),
    "last column": lambda dx: np.concatenate([dx[..., :-1], dx[..., -1:] + 1.0], axis=-1),
}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10000)
    runs, rng = parser.parse_args().runs, np.random.default_rng(0)
    alarms = sum(
        failure(layer(rng), image(rng), rng, SPOILERS["nothing"]) is not None for _ in range(runs)
    )
    print(f"right layers at kinks and ties: {alarms} false alarms in {runs} runs")
    for name, spoil in list(SPOILERS.items())[1:]:
        said = Counter(
            failure(Convolution(rng.normal(size=(3, 2, 3, 2)), rng.normal(size=3), 2, 1),
                    rng.normal(size=(2, 2, 4, 4)), rng, spoil)
            for _ in range(max(runs // 500, 5))
        )  # fmt: skip
        print(f"gradient spoilt, {name}:")
        for sentence, count in said.most_common():
            print(f"  {count:4d}  {sentence}")


if __name__ == "__main__":
    main()
