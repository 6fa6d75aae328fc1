"""The GPU of this machine, by processes that are killed after each chain.

They run our own code alone, hosts/driver.py, with a student's kernel on the GPU; what confines
workers would also keep them from the GPU's devices. Untried on a GPU.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

import msgspec

from grader.cuda.compiling import Compiled
from grader.cuda.device import Clocks
from grader.cuda.hosting import DRIVER, host
from grader.cuda.shape import Shape
from grader.errors import GraderFault, StudentRaised
from grader.limits import Limits
from grader.sandbox.budget import Budget
from grader.sandbox.client import Client
from grader.sandbox.plain import PlainFactory
from grader.text import say

_LIMITS: Final = Limits(
    cpu_per_call_s=600.0, cpu_per_exercise_s=600.0, wall_per_call_s=60.0, wall_per_exercise_s=600.0
)
_HELD_BACK: Final = 0x8 | 0x20 | 0x40 | 0x80  # slowdowns by power and heat, nvml.h


class _State(msgspec.Struct):
    """As hosts/driver.py returns it."""

    sm_mhz: int
    reasons: int


class DriverProcess:
    """One process; the driver's context is in it, so its end is the end of all on the GPU."""

    def __init__(self, factory: PlainFactory) -> None:
        self._budget = Budget(_LIMITS)
        self._client = Client(factory.spawn(_LIMITS), self._budget)
        self._host = self._client.load(DRIVER, host(DRIVER)).number
        self._grid: Any = None

    def visible(self) -> bool:
        """Whether the driver finds a GPU."""
        return bool(self._ask("visible"))

    def prepare(self, kernel: Compiled) -> None:
        """Load the kernel."""
        self._grid = kernel.grid
        self._ask("prepare", asdict(kernel.image))

    def run(self, arrays: list[Any], shape: Shape, times: int, limit_s: float) -> Any:
        self._budget.received_bytes = 0
        self._budget.limits = msgspec.structs.replace(_LIMITS, wall_per_call_s=limit_s)
        return self._ask("run", arrays, tuple(shape), self._grid, times)

    def clocks(self) -> Clocks | None:
        try:
            state = msgspec.convert(self._ask("state"), _State)
        except msgspec.ValidationError:
            return None
        return Clocks(state.sm_mhz, bool(state.reasons & _HELD_BACK))

    def close(self) -> None:
        self._client.close()

    def _ask(self, function: str, *arguments: Any) -> Any:
        try:
            return self._client.request("call", self._host, function, arguments)
        except StudentRaised as error:  # no student's line runs there
            message = say("The CUDA driver failed: {error}", error=error.text)
            raise GraderFault(message) from None


class DriverGpu:
    """Starts one process after another."""

    def __init__(self) -> None:
        self._factory: PlainFactory | None = None

    def visible(self) -> bool:
        process = self._process()
        try:
            return process.visible()
        finally:
            process.close()

    def start(self, kernel: Compiled) -> DriverProcess:
        process = self._process()
        try:
            process.prepare(kernel)
        except BaseException:
            process.close()
            raise
        return process

    def close(self) -> None:
        if self._factory is not None:
            self._factory.close()
            self._factory = None

    def _process(self) -> DriverProcess:
        if self._factory is None:
            self._factory = PlainFactory(())
        return DriverProcess(self._factory)
