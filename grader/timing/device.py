"""The seam between the timing protocol and the hardware: who runs a chain, and whose clock counts.

The protocol draws inputs, compares outputs and decides; a `Device` says where programs run and
what their time is. One for processors is in `grader.timing.cpu`; a graphics card or a test brings
another. Whatever a device does, three things must hold:

* the clock, the inputs and the comparison are ours: nothing that a program says becomes a time;
* the output's bytes lie in our own memory before the clock stops;
* a program stands still from the end of one of its chains to the beginning of its next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from grader.text import Text

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Program:
    """A function of a module, as source text; it runs confined, whoever wrote it."""

    module: str
    function: str
    sources: Mapping[str, str]  # by module name, with all that it imports
    forbidden: tuple[str, ...] = ()  # packages that it may not import


@dataclass(frozen=True)
class Chain:
    """`times` dependent calls in one request: what one returns, activated, is given to the next."""

    arguments: tuple[Any, ...]  # of the first call; arrays here, whatever the device makes of them
    times: int


@dataclass(frozen=True)
class Lap:
    """One chain, run."""

    output: Any  # plain data in our memory; nobody has looked at it yet
    charged_s: float  # by the clock that counts on this device
    wall_s: float  # from "go" to the last byte of the output


@dataclass(frozen=True)
class Roof:
    """What the machine itself can do, measured now: no program can be faster for long."""

    flops_per_s: float
    bytes_per_s: float  # of a copy, counting what is read and what is written
    by: str  # how flops_per_s was measured: "fma", "matmul"


class TooSlow(Exception):
    """The program was charged more than it was given for one chain; it has been ended."""


class Arm(Protocol):
    """One program on the device, at rest between its chains."""

    def run(self, chain: Chain, limit_s: float) -> Lap:
        """Send the inputs, wait for the output, stop the clock, put the program to rest.

        `TooSlow` where the clock that counts passed `limit_s` before the output was there;
        `grader.errors.WorkerError` where the program raised, waited too long, died or broke the
        protocol.
        """

    def close(self) -> None:
        """End the program."""


class Device(Protocol):
    """Where programs run."""

    @property
    def name(self) -> str:
        """Such as "cpu"; it stands in records."""

    def unavailable(self) -> Text | None:
        """Why nothing can be timed here, or None. Then the check is skipped, never failed."""

    def start(self, program: Program) -> Arm:
        """A fresh confined worker with the program loaded; `WorkerError` if it cannot be."""

    def roof(self) -> Roof | None:
        """The machine's limits, measured once; None where they cannot be."""

    def close(self) -> None:
        """End all programs that are still there; from any thread."""
