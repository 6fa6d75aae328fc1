"""A CUDA C++ kernel on the CPU: right where it is, and told what is wrong where it is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from grader.cuda import FibreKernel, KernelSource
from grader.cuda.fault import KernelWrong
from grader.errors import LimitExceeded, WorkerDied
from grader.limits import Limits
from tests.unit.cuda.conftest import ROOM, KernelOf, needs_compiler, simple, small_inputs

pytestmark = needs_compiler

RIGHT = "if (i < out_w) y[i] = x[i] * w[0] + b[0];"
# Reverses its eight inputs in shared memory; the braces hold what stands before and after.
REVERSED = """    __shared__ float tile[8];
    tile[i] = x[i];
    {barrier}
    y[i] = tile[7 - i];"""


def wrong(kernel_of: KernelOf, body: str, launch: object = (1, 8), **more: str) -> KernelWrong:
    with pytest.raises(KernelWrong) as caught:
        kernel_of(simple(body, **more), launch)(*small_inputs())
    return caught.value


def test_a_right_kernel_returns_its_output(kernel_of):
    """More threads than outputs, in two blocks, write what numpy computes."""
    x, w, b = small_inputs()
    y = kernel_of(simple(RIGHT), (2, 5))(x, w, b)
    assert y.dtype == np.float32
    assert np.array_equal(y, x * 2 + 1)


def test_shared_memory_and_barriers_work(kernel_of):
    """What one thread wrote before __syncthreads() another reads after it."""
    x, w, b = small_inputs()
    y = kernel_of(simple(REVERSED.format(barrier="__syncthreads();")))(x, w, b)
    assert np.array_equal(y, x[..., ::-1])


def test_shuffles_and_atomics_work(kernel_of):
    """A sum by warp shuffles, added atomically to shared memory by each warp."""
    body = """    __shared__ float sum;
    if (threadIdx.x == 0) sum = 0;
    __syncthreads();
    float mine = x[i];
    for (int by = 16; by; by /= 2) mine += __shfl_down_sync(~0u, mine, by);
    if (threadIdx.x % 32 == 0) atomicAdd(&sum, mine);
    __syncthreads();
    y[i] = sum;"""
    x, w, b = small_inputs(64)
    y = kernel_of(simple(body), (1, 64))(x, w, b)
    assert np.array_equal(y, np.full_like(x, x.sum()))


def test_a_missing_barrier_is_named_with_its_line(kernel_of):
    """The line and the array stand in the sentence, and the line in the file."""
    error = wrong(kernel_of, REVERSED.format(barrier=""))
    assert "__syncthreads() is missing" in error.message.en
    assert " tile " in error.message.en
    assert error.location is not None
    assert "tile" in error.location.source


def test_threads_that_write_one_output_are_told(kernel_of):
    """Adding without an atomic looks right in any single order; it is a race all the same."""
    error = wrong(kernel_of, "if (i < 8) y[i / 2] = x[i / 2];")
    assert "two threads use the same element of y" in error.message.en


MISTAKES = {
    "y[i] = x[i + 1];": "reads past the end of x",
    "y[i] = x[i - 1];": "reads before the beginning of x",
    "y[i + 1] = 0;": "writes past the end of y",
    "y[i - 1] = 0;": "writes before the beginning of y",
    "y[i] = w[i];": "reads past the end of w",
    "((float*)x)[i] = 0;": "writes into x, which is an input",
    "y[i] += x[i];": "reads an element of y that no thread has written",
    "if (i < 7) eight[i] = 0; __syncthreads(); y[i] = eight[i];": "of eight that no thread",
    "four[i] = 0; y[i] = four[i];": "an index is beyond the end",
    "float own[4]; own[i] = x[i]; y[i] = own[i];": "an index is beyond the end",
    "float* p = four; p[i] = 0; y[i] = p[i];": "writes past the end of four",
    "if (i < 4) __syncthreads();\n else __syncthreads();\n y[i] = 0;": "reach the same one",
    "y[i] = 0;": "",
}


@pytest.fixture(scope="module")
def all_mistakes(workers):
    """One kernel with all of them; the bias says which it makes."""
    cases = "\n".join(f"if (b[0] == {n}) {{ {body} }}" for n, body in enumerate(MISTAKES))
    text = simple(f"    __shared__ float eight[8], four[4];\n{cases}")
    kernel = FibreKernel(KernelSource(text, "a.py", text), lambda *_: (1, 8), workers, ROOM)
    yield kernel
    kernel.close()


@pytest.mark.parametrize(("number", "sentence"), list(enumerate(MISTAKES.values())))
def test_what_no_kernel_may_do_is_told(all_mistakes, number, sentence):
    """Each kind of mistake has its own sentence, with the line; a kernel without any has none."""
    x, w, _ = small_inputs()
    try:
        all_mistakes(x, w, np.full(1, number, "f4"))
    except KernelWrong as error:
        assert sentence
        assert sentence in error.message.en
        assert error.location.source.startswith((f"if (b[0] == {number})", "else"))
    else:
        assert not sentence


def test_an_output_that_nobody_writes_is_not_a_number(kernel_of):
    """So no comparison can take it for right."""
    y = kernel_of(simple("if (i > 0) y[i] = 0;"))(*small_inputs())
    assert np.isnan(y[0, 0, 0, 0])


def test_an_order_that_matters_is_told(kernel_of):
    """Atomics in a sequence that no barrier fixes leave no trace but another result."""
    ordered = "__shared__ float turn; if (i == 0) turn = 0; __syncthreads();\n"
    body = ordered + "y[i] = atomicAdd(&turn, 1.0f);"
    assert "another order of the threads" in wrong(kernel_of, body).message.en


def test_a_launch_that_no_gpu_takes_is_refused(kernel_of):
    """Before anything runs."""
    assert "at most 1024 threads" in wrong(kernel_of, RIGHT, (1, 2048)).message.en


def test_an_endless_kernel_is_stopped(workers):
    """By the budget of any student code."""
    source = KernelSource(simple("while (i >= 0) y[0] = 0;"), "cuda_conv.py", "")
    kernel = FibreKernel(source, lambda *_: (1, 1), workers, Limits(cpu_per_call_s=0.3))
    with pytest.raises(LimitExceeded):
        kernel(*small_inputs())
    kernel.close()


def test_a_kernel_that_ends_its_process_ends_only_that(kernel_of):
    """The next run gets a fresh worker."""
    kernel = kernel_of(simple("if (x[0] > 1) *(volatile int*)8 = 0;\nif (i < out_w) y[i] = 0;"))
    x, w, b = small_inputs()
    with pytest.raises((WorkerDied, KernelWrong)):
        kernel(x + 1, w, b)
    assert not kernel(x, w, b).any()


def test_nothing_is_left_behind(kernel_of):
    """The folder with the libraries goes with the kernel."""
    kernel = kernel_of(simple(RIGHT))
    folder = Path(kernel._build.path)
    assert (folder / "watched.so").is_file()
    kernel.close()
    assert not folder.exists()
