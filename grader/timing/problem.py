"""What is timed: a function, how its inputs are drawn, and what its answer may differ by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator

from grader.timing.device import Array, Chain, Roof


@dataclass(frozen=True)
class Work:
    """The least that one call has to do, whatever the algorithm's details."""

    flops: float
    bytes: float  # every input read once, every output written once

    def least_s(self, roof: Roof) -> float:
        """The time that the machine itself would need."""
        return max(self.flops / roof.flops_per_s, self.bytes / roof.bytes_per_s)


Draw = Callable[[Generator], tuple[Any, ...]]


@dataclass(frozen=True)
class Problem:
    """A function whose answer has the shape of its first argument, so that calls can be chained.

    `draw` gives the arguments of one chain's first call. They are float32, and drawn so that the
    numbers neither grow nor vanish from call to call: the activation between two calls is a leaky
    ReLU with slope 0.1.
    """

    function: str
    draw: Draw
    slim: Draw  # as many places, next to no arithmetic
    work: Callable[[Sequence[Any]], Work]  # of one call with these arguments
    times: int  # calls in a chain: so many that the request costs at most 5 % of it
    bands: tuple[float, ...]  # ratios that checks ask for
    naive: str = ""  # given module with a slow function of the same name, for comparison
    tolerance: float = 1e-4  # largest error, in units of the expected output's root mean square

    def chain(self, rng: Generator) -> Chain:
        """A chain with inputs that were never used before."""
        return Chain(self.draw(rng), self.times)


class WrongOutput(Exception):
    """The output of a timed chain is not the expected one."""


def require_right(got: Any, expected: Array, tolerance: float) -> None:
    """`WrongOutput` unless `got` is an array of floats that is `expected` up to rounding.

    A chain hands a wrong number on from call to call, so its last output speaks for all of it.
    """
    if type(got) is not np.ndarray or got.shape != expected.shape or got.dtype.kind != "f":
        raise WrongOutput
    with np.errstate(invalid="ignore", over="ignore"):
        largest = np.max(np.abs(got - expected))
    if not largest <= tolerance * np.sqrt(np.mean(np.square(expected))):  # a NaN is wrong too
        raise WrongOutput
