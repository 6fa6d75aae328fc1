"""Kernels of one test file each, at the best level this machine has."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from grader.cuda import FibreKernel, KernelSource
from grader.limits import Limits
from grader.records import Confinement
from grader.sandbox.ladder import Sandbox

SIGNATURE = (
    'extern "C" __global__ void conv2d(const float* x, const float* w, const float* b, float* y, '
    "int N, int C, int H, int W, int FN, int FH, int FW, int out_h, int out_w, int stride, int pad)"
)
ROOM = Limits(cpu_per_call_s=20.0, cpu_per_exercise_s=60.0, memory_mib=3072)
KernelOf = Callable[..., FibreKernel]

needs_compiler = pytest.mark.skipif(shutil.which("g++") is None, reason="needs g++")


def simple(body: str, before: str = "") -> str:
    """A kernel for 1x1 filters on one channel: y[i] = x[i] * w[0] + b[0], by `body`."""
    index = "    int i = blockIdx.x * blockDim.x + threadIdx.x;"
    return f"{before}\n{SIGNATURE} {{\n{index}\n{body}\n}}\n"


def small_inputs(size: int = 8) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """An image (1, 1, 1, size), w of one weight, b."""
    x = np.arange(1, size + 1, dtype="f4").reshape(1, 1, 1, size)
    return x, np.full((1, 1, 1, 1), 2, "f4"), np.ones(1, "f4")


@pytest.fixture(scope="session")
def workers() -> Iterator[Sandbox]:
    sandbox = Sandbox(["numpy"], Confinement.UNCONFINED)
    yield sandbox
    sandbox.close()


@pytest.fixture(scope="session")
def triton_workers() -> Iterator[Sandbox]:
    sandbox = Sandbox(["numpy", "torch", "triton"], Confinement.UNCONFINED)
    yield sandbox
    sandbox.close()


@pytest.fixture
def kernel_of(workers: Sandbox) -> Iterator[KernelOf]:
    """Build a kernel of this source; `launch` is what the student's function returns."""
    made: list[FibreKernel] = []

    def make(text: str, launch: object = (1, 8), file_text: str = "") -> FibreKernel:
        source = KernelSource(text, "cuda_conv.py", file_text or f'"""{text}"""')
        made.append(FibreKernel(source, lambda *_: launch, workers, ROOM))
        return made[-1]

    yield make
    for kernel in made:
        kernel.close()
