"""Kernels under a clock on a GPU: the seam of grader.timing, over processes with a driver.

Untried: no line that talks to a driver has met a GPU (docs/explanation/cuda-task.md). One process
is alive at a time and lives for one chain: what a kernel leaves on the GPU, and a kernel that still
runs, go with it. Its start, the driver's compilation and a warm-up lie before the clock; the copies
lie inside, equal for everybody, and the last one is the synchronisation.
"""

from __future__ import annotations

import secrets
import time
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np

from grader.cuda.compiling import Compiled, compiled
from grader.cuda.shape import Shape, float32
from grader.errors import LimitExceeded
from grader.limits import Limits
from grader.sandbox.ladder import Sandbox
from grader.text import Text, say
from grader.timing.device import Chain, Lap, Program, Roof, TooSlow

_WARM_UP_S: Final = 10.0  # more than a chain may take: clocks rise, pages are touched


@dataclass(frozen=True)
class Clocks:
    """How the GPU was running right after a chain."""

    sm_mhz: int
    held_back: bool  # by heat or power


class GpuProcess(Protocol):
    """A process with one kernel on the GPU."""

    def run(self, arrays: list[Any], shape: Shape, times: int, limit_s: float) -> Any:
        """The end of a chain; `LimitExceeded` if it takes longer."""

    def clocks(self) -> Clocks | None:
        """As the GPU's management says; None where it does not."""

    def close(self) -> None:
        """Kill it, and with it what it has on the GPU."""


class Gpu(Protocol):
    """The seam to the hardware: grader.cuda.gpu, or a fake."""

    def visible(self) -> bool:
        """Whether there is one."""

    def start(self, kernel: Compiled) -> GpuProcess:
        """A fresh process with the kernel loaded."""

    def close(self) -> None:
        """End what is left."""


class CudaDevice:
    """The first GPU of this machine."""

    def __init__(self, workers: Sandbox, limits: Limits, module: str, gpu: Gpu) -> None:
        """`workers` confine what students wrote in Python; `module` is the kernel's."""
        self._workers, self._limits, self._module, self._gpu = workers, limits, module, gpu
        self._clocks: list[Clocks] = []

    @property
    def name(self) -> str:
        """With the clocks so far, because they stand in no other place of a record."""
        if not self._clocks:
            return "cuda"
        mhz = [clocks.sm_mhz for clocks in self._clocks]
        held_back = sum(clocks.held_back for clocks in self._clocks)
        return f"cuda, {min(mhz)}-{max(mhz)} MHz, {held_back} of {len(mhz)} chains held back"

    def unavailable(self) -> Text | None:
        if self._gpu.visible():
            return None
        return say("Not run: no CUDA device is visible on this machine. No points are lost.")

    def start(self, program: Program) -> CudaArm:
        return CudaArm(self, program)

    def roof(self) -> Roof | None:
        return None

    def close(self) -> None:
        self._gpu.close()

    def compiled(self, program: Program, shape: Shape) -> Compiled:
        """A submission's kernel and its launch, for one shape."""
        return compiled(self._workers, self._limits, self._module, program, shape)

    def process(self, kernel: Compiled) -> GpuProcess:
        """A fresh one."""
        return self._gpu.start(kernel)

    def note(self, clocks: Clocks | None) -> None:
        """Keep what the GPU's clock was after a chain."""
        if clocks is not None:
            self._clocks.append(clocks)


class CudaArm:
    """A kernel that is on the GPU only while one of its chains runs."""

    def __init__(self, device: CudaDevice, program: Program) -> None:
        self._device, self._program = device, program
        self._kernels: dict[Shape, Compiled] = {}

    def run(self, chain: Chain, limit_s: float) -> Lap:
        x, w, b, stride, pad = chain.arguments
        arrays = [float32(array) for array in (x, w, b)]
        shape = Shape.of(arrays[0], arrays[1], stride, pad)
        if shape not in self._kernels:
            self._kernels[shape] = self._device.compiled(self._program, shape)
        kernel = self._kernels[shape]
        with closing(self._device.process(kernel)) as process:
            process.run(_others_like(arrays), shape, chain.times, limit_s + _WARM_UP_S)
            start_s = time.perf_counter()
            try:
                output = process.run(arrays, shape, chain.times, limit_s)
            except LimitExceeded:
                raise TooSlow from None
            wall_s = time.perf_counter() - start_s
            self._device.note(process.clocks())
        return Lap(output, wall_s, wall_s)

    def close(self) -> None:
        """No process outlives a chain."""


def _others_like(arrays: list[Any]) -> list[Any]:
    """The same work on numbers that tell nothing of those to come."""
    rng = np.random.default_rng(secrets.randbits(128))
    return [rng.standard_normal(array.shape, dtype=np.float32) for array in arrays]
