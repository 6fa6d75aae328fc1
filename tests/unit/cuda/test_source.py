"""A kernel's source and its place in the student's file."""

from __future__ import annotations

import pytest

from grader.cuda.fault import KernelWrong
from grader.cuda.source import KernelSource, cuda_source, is_triton
from grader.errors import Unavailable

ORDINARY = (
    "float plasma = __ldg(x) + __shfl_down_sync(~0u, a, 1);",
    "#define TILE 16\n#include <cmath>\n// filter #2, [0][1]\n__shared__ float t[TILE][TILE];",
    "#pragma unroll\nfor (int i = 0; i < 3; i++) s += w[i] * p[a[i]];",
    'extern "C" __global__ void __launch_bounds__(256) f(const float* __restrict__ x)',
)

FILE = 'import os\n\n\ndef source():\n    return r"""\nfirst\nsecond\n"""\n'


@pytest.mark.parametrize(
    ("text", "triton"),
    [("import triton", True), ("  from triton import language", True), ("import tritonx", False),
     ("# import triton", False), ("", False)],
)  # fmt: skip
def test_the_import_decides_the_track(text, triton):
    """It is read as text: student code is never parsed on this side."""
    assert is_triton(text) is triton


def test_a_line_of_the_source_is_a_line_of_the_file():
    """Where the text stands there as it is."""
    source = cuda_source("\nfirst\nsecond\n", "cuda_conv.py", FILE)
    location = source.location(3)
    assert (location.line, location.source) == (7, "second")
    assert source.place(3).en == "line 7 of cuda_conv.py"


@pytest.mark.parametrize(
    ("text", "line"), [("made elsewhere", 1), ("first", 0), ("first", 5), ("", 1)]
)
def test_a_line_that_is_not_there_has_no_location(text, line):
    """A worker may name any number."""
    source = KernelSource(text, "cuda_conv.py", FILE)
    assert source.location(line) is None
    assert source.place(line).en == f"line {line} of the kernel's source"


@pytest.mark.parametrize("returned", [None, 1, b"", ["x"], "x" * 70000, "a\0b"])
def test_what_is_no_source_is_refused(returned):
    """A text of ordinary size, and nothing else."""
    with pytest.raises(KernelWrong, match="source"):
        cuda_source(returned, "cuda_conv.py", FILE)


@pytest.mark.parametrize(
    "text",
    [
        "#ifdef __CUDACC__",
        "# ifndef TILE",
        "/* a */ #if 1",
        "#elif X",
        "#pragma GCC optimize 0",
        "#pragma redefine_extname a b",
        "int x = __CUDACC_RTC__;",
        "int x = __CUDA\\\n_ARCH__;",
        "#define P(a, b) a##b",
        "%:ifdef X",
        "??=ifdef X",
        '[[gnu::no_sanitize("address")]]',
        '[ [gnu::no_sanitize("address")] ]',
        'asm("nop")',
        '__asm__("nop")',
        "__attribute__((constructor))",
        '_Pragma("GCC optimize 0")',
        "__builtin_trap();",
        "FIBRES_UNWATCHED",
    ],
)
def test_a_source_of_two_faces_is_flagged_for_a_person(text):
    """It costs nothing, and an ordinary kernel is not looked at."""
    for plain in ORDINARY:
        KernelSource(plain, "a.py", "").require_one_face()
    with pytest.raises(Unavailable, match="a person will look") as caught:
        KernelSource(text, "a.py", "").require_one_face()
    assert caught.value.flag is not None


def test_only_names_of_the_source_are_known():
    """A worker cannot pass on words of its own."""
    source = KernelSource("float tile[4];", "a.py", "")
    assert source.has_word("tile")
    assert not any(map(source.has_word, ["til", "4", "float tile", "", "secret"]))
