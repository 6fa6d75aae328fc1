"""A kernel compiled for a GPU: PTX, which the driver of any later GPU understands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from grader.assignment.compilers import cuda_toolkit
from grader.cuda.build import refused
from grader.cuda.launch import Three
from grader.cuda.source import KernelSource
from grader.cuda.tool import Finished, make, possible
from grader.errors import Unavailable
from grader.records import Confinement
from grader.text import say

CAPABILITY: Final = 80  # of a real target: registers and shared memory must suffice there
_OLDEST: Final = "compute_75"  # that nvcc 13 knows
_PRELUDE: Final = Path(__file__).with_name("fibre") / "gpu.h"


@dataclass(frozen=True)
class Image:
    """Device code alone: no line of it runs on the host, and no library is in it."""

    ptx: str
    name: str  # of the kernel
    block: Three
    shared_bytes: int  # asked for at the launch


def require_nvcc() -> str:
    """CUDA's folder; `Unavailable` where there is none."""
    toolkit = cuda_toolkit()
    if toolkit is None or not possible():
        raise Unavailable(
            say(
                "Not run: nvcc, which compiles the kernel for a real GPU, is not on this machine. "
                "No points are lost."
            )
        )
    return toolkit


def compile_cuda(source: KernelSource, level: Confinement, capability: int) -> None:
    """To machine code, for the errors; `KernelWrong` with nvcc's words."""
    _nvcc(source, level, "-cubin", f"-arch=sm_{capability}")


def cuda_image(source: KernelSource, level: Confinement, block: Three) -> Image:
    """To PTX, for a GPU that is here."""
    return Image(_nvcc(source, level, "-ptx", f"-arch={_OLDEST}"), "conv2d", block, 0)


def _nvcc(source: KernelSource, level: Confinement, *arguments: str) -> str:
    answer = _device_code(source.text, level, require_nvcc(), arguments)
    if isinstance(answer, Finished):
        raise refused(source, answer)
    return answer.decode("utf-8", "replace")


@lru_cache(maxsize=8)
def _device_code(
    text: str, level: Confinement, toolkit: str, arguments: tuple[str, ...]
) -> bytes | Finished:
    files = {"kernel.cu": text.encode(), "gpu.h": _PRELUDE.read_bytes()}
    nvcc = [f"{toolkit}/bin/nvcc", "-include", "gpu.h", "-o", "out", *arguments, "kernel.cu"]
    return make(nvcc, files, "out", level, also=[toolkit])
