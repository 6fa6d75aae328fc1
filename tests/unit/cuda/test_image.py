"""Compiling for a real GPU, where nvcc is; a sentence where it is not."""

from __future__ import annotations

import pytest

from grader.assignment.compilers import cuda_toolkit
from grader.cuda import KernelSource, image
from grader.cuda.fault import KernelWrong
from grader.cuda.hosts import driver
from grader.cuda.tool import make
from grader.errors import Unavailable
from tests.unit.cuda.conftest import simple

needs_nvcc = pytest.mark.skipif(cuda_toolkit() is None, reason="needs nvcc")
RIGHT = KernelSource(simple("y[i] = x[i];"), "cuda_conv.py", "")


@needs_nvcc
def test_a_kernel_becomes_ptx_with_its_own_name(workers):
    """Though the student has left out extern "C": the driver asks for the name as it is."""
    source = KernelSource(simple("y[i] = x[i];").replace('extern "C" ', ""), "a.py", "")
    made = image.cuda_image(source, workers.level, (8, 1, 1))
    assert ".entry conv2d(" in made.ptx
    assert (made.name, made.block, made.shared_bytes) == ("conv2d", (8, 1, 1), 0)


@needs_nvcc
@pytest.mark.parametrize(
    "body",
    [
        'printf("%s", getenv("HOME"));',
        "__shared__ float big[100][1000]; big[i][0] = 1; __syncthreads(); y[i] = big[i][i];",
    ],
)
def test_what_a_gpu_cannot_do_is_told(workers, body):
    """Calls of the host, and more shared memory than there is."""
    source = KernelSource(simple(body), "cuda_conv.py", "")
    with pytest.raises(KernelWrong, match="The compiler refuses"):
        image.compile_cuda(source, workers.level, image.CAPABILITY)


@needs_nvcc
def test_our_own_ptx_assembles(workers):
    """The activation between the calls of a chain, which no GPU has run here."""
    ptxas = [f"{image.require_nvcc()}/bin/ptxas", "-arch=sm_80", "a.ptx", "-o", "a.cubin"]
    toolkit = [image.require_nvcc()]
    files = {"a.ptx": driver._ACTIVATION.encode()}
    assert isinstance(make(ptxas, files, "a.cubin", workers.level, toolkit), bytes)


def test_without_nvcc_the_check_is_skipped(workers, monkeypatch):
    """With one sentence, and no point lost."""
    monkeypatch.setattr(image, "cuda_toolkit", lambda: None)
    with pytest.raises(Unavailable, match=r"nvcc.*No points are lost"):
        image.compile_cuda(RIGHT, workers.level, image.CAPABILITY)
