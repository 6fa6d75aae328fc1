"""GPU kernels: taken in, compiled where they can see nothing, run and watched without a GPU."""

from grader.cuda.fibre_kernel import FibreKernel
from grader.cuda.kernel import Kernel
from grader.cuda.source import KernelSource, cuda_source, is_triton
from grader.cuda.triton_kernel import TritonKernel

__all__ = ["FibreKernel", "Kernel", "KernelSource", "TritonKernel", "cuda_source", "is_triton"]
