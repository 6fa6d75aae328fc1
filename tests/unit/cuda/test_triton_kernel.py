"""A Triton kernel in the interpreter and in the compiler, through the bench that students get."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

import numpy as np
import pytest

from grader.checks.kernel_bench import KernelBench
from grader.cuda.fault import KernelWrong
from grader.cuda.triton_kernel import triton_image
from grader.errors import ProtocolViolation, StudentRaised
from tests.unit.cuda.conftest import ROOM, small_inputs

needs_triton = pytest.mark.skipif(importlib.util.find_spec("triton") is None, reason="needs triton")
NAMES = "x, w, b, y, N, C, H, W, FN, FH, FW, out_h, out_w, stride, pad"
BEGIN = f"""import triton
import triton.language as tl

@triton.jit
def conv2d({NAMES}, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
"""
END = """
def launch(N, FN, out_h, out_w):
    return (out_w + 3) // 4, {"BLOCK": 4}
"""
# w says which of the kernels it is: one file, one worker.
CASES = {
    0: "tl.store(y + i, tl.load(x + i, mask=i < out_w) * 2, mask=i < out_w)",
    1: "tl.store(y + i, tl.load(x + i))",
    2: "tl.store(y + i, tl.load(x + i, mask=i < out_w))",
    3: "tl.store(x + i, 0.0, mask=i < out_w)",
    4: "tl.store(y + i, tl.load(y + i, mask=i < out_w), mask=i < out_w)",
    5: "tl.store(y + i % 4, 0.0)",
    6: "tl.load(x + i - 1)",
    7: "tl.store(y + i, 0.0, mask=i < out_w) ; tl.atomic_add(y + i, 1.0, mask=i < out_w)",
}
SENTENCES = {
    1: "reads past the end of x (Triton)",
    2: "writes past the end of y (Triton)",
    3: "writes into x, which is an input",
    4: "reads an element of y that no thread has written",
    5: "use the same element of y",
    6: "reads before the beginning of x (Triton)",
}


def kernel_with(body: str) -> str:
    return f"{BEGIN}{body}\n{END}"


@pytest.fixture(scope="module")
def bench(triton_workers) -> Iterator[KernelBench]:
    cases = "\n".join(f"    if which == {n}:\n        {body}" for n, body in CASES.items())
    source = kernel_with(f"    which = tl.load(w)\n{cases}")
    bench = KernelBench(triton_workers, "cuda_conv", {"cuda_conv": source}, ROOM)
    yield bench
    bench.close()


@needs_triton
@pytest.mark.parametrize("case", CASES)
def test_every_access_is_watched(bench, case):
    """A kernel that does what none may is told the line; another returns its output."""
    x, w, b = small_inputs(6)
    try:
        y = bench.kernel(1)(x, w * 0 + case, b)
    except KernelWrong as error:
        assert SENTENCES[case] in error.message.en
        assert error.location.file == "cuda_conv.py"
        assert error.location.source in CASES[case]
    else:
        assert case not in SENTENCES
        assert np.array_equal(y, x * 2 if case == 0 else np.ones_like(x))


@needs_triton
def test_the_compiler_reads_what_the_interpreter_ran(triton_workers):
    """To PTX for a GPU that is not there; products in TF32 are told."""
    body = """    a = tl.arange(0, 16)[:, None] * 16 + tl.arange(0, 16)[None, :]
    tl.store(y + a, tl.dot(tl.load(x + a), tl.load(w + a){precision}))"""
    for precision in ("", ', input_precision="ieee"'):
        source = kernel_with(body.format(precision=precision)).replace('"BLOCK": 4', '"BLOCK": 16')
        bench = KernelBench(triton_workers, "cuda_conv", {"cuda_conv": source}, ROOM)
        try:
            bench.kernel(1).compile()
        except KernelWrong as error:
            assert not precision
            assert "TF32" in error.message.en
        else:
            assert precision
        finally:
            bench.close()


@needs_triton
def test_a_function_that_is_no_kernel_is_refused(triton_workers):
    """What runs must be what the compiler could compile."""
    source = "import triton\n\ndef conv2d(*_, **__):\n    pass\n" + END
    bench = KernelBench(triton_workers, "cuda_conv", {"cuda_conv": source}, ROOM)
    with pytest.raises(StudentRaised, match=r"no @triton\.jit function"):
        bench.kernel(1)(*small_inputs())
    with pytest.raises(StudentRaised, match=r"no @triton\.jit function"):
        bench.kernel(1).compile()
    bench.close()


@pytest.mark.parametrize(
    "answer", [None, {}, {"ptx": 1, "name": "a", "shared_bytes": 0, "threads": 32},
               {"ptx": "", "name": "a", "shared_bytes": 0, "threads": 4096}],
)  # fmt: skip
def test_compiled_code_is_taken_over_strictly(answer):
    """A stranger's code ran beside the compiler."""
    with pytest.raises(ProtocolViolation):
        triton_image(lambda *_: answer, {})
