"""Compiling for the CPU: what the compiler refuses is told, what it may not read it cannot."""

from __future__ import annotations

import pytest

from grader.cuda import KernelSource, build
from grader.cuda.build import FibreBuild
from grader.cuda.fault import KernelWrong
from grader.cuda.tool import Finished
from grader.errors import Unavailable
from tests.unit.cuda.conftest import needs_compiler, simple


def refusal(text: str, level) -> KernelWrong:
    with pytest.raises(KernelWrong) as caught:
        FibreBuild(KernelSource(text, "cuda_conv.py", f"# one line\n{text}"), level)
    return caught.value


@needs_compiler
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (simple("    y[i] = ;"), "expected primary-expression"),
        (simple("y[i] = 0;").replace(", int pad", ""), "conflicting declaration"),
        (simple("y[i] = x[i];").replace("const float* w", "float* w"), "conflicting declaration"),
    ],
)
def test_a_refused_source_is_told_with_its_line(workers, text, said):
    """In the grader's words, the compiler's beside them."""
    error = refusal(text, workers.level)
    assert "The compiler refuses line" in error.message.en
    assert said in error.said
    assert error.location is not None


@needs_compiler
def test_a_source_without_the_kernel_is_told(workers):
    """The name is all that is missing."""
    text = simple("y[i] = 0;").replace("conv2d", "convolve")
    assert "no kernel named conv2d" in refusal(text, workers.level).message.en


@needs_compiler
@pytest.mark.parametrize("line", ['#include "{file}"', 'asm(".incbin \\"{file}\\"");'])
def test_no_file_of_this_machine_is_read(workers, tmp_path, line):
    """Not into the compiler's words, not into the library."""
    secret = tmp_path / "secret.txt"
    secret.write_text("canary 1 2 3")
    text = simple("y[i] = 0;", before=line.format(file=secret))
    assert "canary" not in refusal(text, workers.level).said


def test_a_machine_without_the_compiler_skips(workers, monkeypatch):
    """With a sentence that takes no points."""
    monkeypatch.setattr(build.shutil, "which", lambda _: None)
    build._compiler_works.cache_clear()
    with pytest.raises(Unavailable, match=r"g\+\+.*No points are lost"):
        FibreBuild(KernelSource("", "cuda_conv.py", ""), workers.level)
    build._compiler_works.cache_clear()


def test_words_without_a_line_are_kept():
    """A linker names no line."""
    error = build.refused(KernelSource("", "a.py", ""), Finished(1, "ld: no such thing"))
    assert "refuses the source" in error.message.en
    assert error.said == "ld: no such thing"
