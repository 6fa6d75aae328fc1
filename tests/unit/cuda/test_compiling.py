"""From a submission to what a GPU can run, without one."""

from __future__ import annotations

import pytest

from grader.cuda import image
from grader.cuda.compiling import compiled
from grader.cuda.fault import KernelWrong
from grader.cuda.shape import Shape
from grader.errors import Unavailable
from grader.timing.device import Program
from tests.unit.cuda.conftest import ROOM, simple
from tests.unit.cuda.test_image import needs_nvcc
from tests.unit.cuda.test_triton_kernel import kernel_with, needs_triton

SHAPE = Shape(1, 1, 1, 6, 1, 1, 1, 1, 6, 1, 0)


def program(source: str) -> Program:
    return Program("cuda_conv", "conv2d", {"cuda_conv": source})


def cuda(body: str) -> str:
    return (
        f"def source():\n    return '''{simple(body)}'''\n\ndef launch(*_):\n    return (2, 1), 8\n"
    )


@needs_nvcc
def test_cuda_source_becomes_an_image(workers):
    """With the grid and the block that the student's own function gave."""
    made = compiled(workers, ROOM, "cuda_conv", program(cuda("y[i] = 0;")), SHAPE)
    assert ".entry conv2d(" in made.image.ptx
    assert (made.grid, made.image.block) == ((2, 1, 1), (8, 1, 1))


@needs_nvcc
def test_a_wrong_source_is_told(workers):
    """As when it is compiled for a check."""
    with pytest.raises(KernelWrong, match="The compiler refuses"):
        compiled(workers, ROOM, "cuda_conv", program(cuda("y[i] = ;")), SHAPE)


@needs_triton
def test_a_triton_kernel_becomes_an_image(triton_workers):
    """Its block is what the compiler says, its grid what `launch` says."""
    source = kernel_with("    tl.store(y + i, tl.load(x + i), mask=i < out_w)")
    made = compiled(triton_workers, ROOM, "cuda_conv", program(source), SHAPE)
    assert ".entry conv2d" in made.image.ptx
    assert (made.grid, made.image.block[1:]) == ((2, 1, 1), (1, 1))


def test_without_nvcc_nothing_is_compiled(workers, monkeypatch):
    """And nobody is charged."""
    monkeypatch.setattr(image, "cuda_toolkit", lambda: None)
    with pytest.raises(Unavailable):
        compiled(workers, ROOM, "cuda_conv", program(cuda("y[i] = 0;")), SHAPE)
