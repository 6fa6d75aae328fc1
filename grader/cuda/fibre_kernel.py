"""A CUDA C++ kernel on the CPU: built, watched, and run under several orders of its threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from grader.cuda.build import FibreBuild
from grader.cuda.fault import KernelWrong
from grader.cuda.hosting import FIBRES, host
from grader.cuda.image import CAPABILITY, compile_cuda
from grader.cuda.launch import Three, block_of, grid_of, pair_of, require_few
from grader.cuda.noticed import explained, read_result
from grader.cuda.shape import Array, Shape, float32
from grader.cuda.source import KernelSource
from grader.limits import Limits
from grader.sandbox.budget import Budget
from grader.sandbox.client import Client
from grader.sandbox.ladder import Sandbox
from grader.text import say

Launch = Callable[..., Any]  # (N, FN, out_h, out_w) -> (grid, block), in the student's worker

_TOOL: Final = "AddressSanitizer"
_ORDERS: Final = (("watched", 0), ("plain", 1), ("plain", 2))  # forward, backward, shuffled
_SAME: Final = 1e-4  # of two orders: sums may be rounded otherwise, no more


class FibreKernel:
    """Called like the convolution that it computes."""

    def __init__(
        self, source: KernelSource, launch: Launch, workers: Sandbox, limits: Limits
    ) -> None:
        """Build it; `KernelWrong` if it is refused, `Unavailable` where nobody can build it."""
        self._source, self._launch, self._level = source, launch, workers.level
        self._build = FibreBuild(source, self._level)
        self._budget = Budget(limits)
        self._sandbox = workers.with_folder(str(self._build.path))
        self._client: Client | None = None
        self._host = 0  # handle number

    def __call__(self, x: Any, w: Any, b: Any, stride: int = 1, pad: int = 0) -> Array:
        """Gives y (N, FN, out_h, out_w); `KernelWrong` with what was noticed."""
        arrays = [float32(x), float32(w), float32(b)]
        shape = Shape.of(arrays[0], arrays[1], stride, pad)
        grid, block = geometry(self._launch(shape.N, shape.FN, shape.out_h, shape.out_w))
        require_few(grid, block)
        results = []
        for build, order in _ORDERS:
            arguments = (build, grid, block, tuple(shape), arrays, shape.output, order)
            y, noticed = read_result(self._ask(arguments), shape.output)
            if noticed:
                raise explained(noticed, self._source, _TOOL, self._build.line_of)
            results.append(y)
        _require_same(results)
        return results[0]

    def compile(self) -> None:
        """For a real GPU, by nvcc; `Unavailable` where there is none, or a person must look."""
        self._source.require_one_face()
        compile_cuda(self._source, self._level, CAPABILITY)

    def close(self) -> None:
        """End the worker and remove the libraries."""
        if self._client is not None:
            self._client.close()
        self._sandbox.close()
        self._build.close()

    def _ask(self, arguments: tuple[Any, ...]) -> Any:
        if self._client is None or not self._client.alive:
            self._client = Client(self._sandbox.spawn(self._budget.limits), self._budget)
            self._host = self._client.load(FIBRES, host(FIBRES)).number
        return self._client.request("call", self._host, "run", arguments)


def geometry(returned: Any) -> tuple[Three, Three]:
    """Grid and block, as `launch` returned them; `KernelWrong` where no GPU takes them."""
    grid, block = pair_of(returned)
    return grid_of(grid), block_of(block)


def _require_same(results: list[Array]) -> None:
    first, *others = results
    if not all(np.allclose(first, y, _SAME, _SAME, equal_nan=True) for y in others):
        raise KernelWrong(
            say(
                "With another order of the threads the result is another. Is a __syncthreads() "
                "missing, or do two threads write one place?"
            )
        )
