"""Kernels that are one program for us and another, or none, for a GPU: a person is shown them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from grader.cuda import FibreKernel, KernelSource
from grader.errors import Unavailable
from grader.records import Confinement
from grader.sandbox.ladder import Sandbox
from tests.unit.cuda.conftest import ROOM, needs_compiler, simple, small_inputs

_RIGHT = "if (i < out_w) y[i] = x[i] * w[0] + b[0];"
_RACE = "for (int k = 0; k < out_w; k++) y[k] = x[k] * w[0] + b[0];"

# Of T147 a GPU's compiler gets an empty kernel; T148 keeps the watch from seeing a race.
KERNELS = {
    "T147": simple(f"#ifndef __CUDA_ARCH__\n{_RIGHT}\n#endif"),
    "T147b": simple(f"#ifndef __CUDACC_RTC__\n{_RIGHT}\n#endif"),
    "T147c": simple(f"%:ifndef __CUDA\\\nCC__\n{_RIGHT}\n%:endif"),
    "T147d": simple(
        f"#if OURS\n{_RIGHT}\n#endif",
        "#define JOIN(a, b) a##b\n#define OURS !defined(JOIN(__CUDA, CC__))",
    ),
    "T148": simple(_RACE).replace("__global__", '__attribute__((no_sanitize("kernel-address")))'),
    "T148b": simple(_RACE).replace("__global__", '[[gnu::no_sanitize("kernel-address")]]'),
}
TWIN = simple(_RIGHT, "// filter #2 of [0][1]\n#define TILE 16\n#include <cmath>")


def flag_of(text: str) -> str | None:
    """What a person is shown."""
    try:
        KernelSource(text, "cuda_conv.py", "").require_one_face()
    except Unavailable as refusal:
        return refusal.flag
    return None


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox(["numpy"], Confinement.LANDLOCK)
    yield sandbox
    sandbox.close()


@pytest.mark.parametrize("number", KERNELS)
def test_the_attack_is_blocked(number: str) -> None:
    """What the check that compiles for a GPU is worth is not given without a person."""
    assert flag_of(KERNELS[number])


@needs_compiler
@pytest.mark.parametrize("number", ["T147b", "T148b"])
def test_the_naive_grader_falls_for_it(number: str, sandbox: Sandbox) -> None:
    """Without a GPU nothing else is noticed: the numbers are right."""
    x, w, b = small_inputs()
    source = KernelSource(KERNELS[number], "cuda_conv.py", "")
    kernel = FibreKernel(source, lambda *_: (1, 8), sandbox, ROOM)
    try:
        assert np.array_equal(kernel(x, w, b), x * 2 + 1)
    finally:
        kernel.close()


def test_the_twin_passes() -> None:
    """Constants, headers and comments tell no compilers apart."""
    assert flag_of(TWIN) is None
