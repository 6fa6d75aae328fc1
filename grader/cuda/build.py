"""Compiling a CUDA C++ kernel for the CPU (fibre/) and, where nvcc is, for a GPU."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from grader.cuda.fault import KernelWrong
from grader.cuda.source import KernelSource
from grader.cuda.tool import Finished, make, possible, run_tool
from grader.errors import GraderFault, Unavailable
from grader.records import Confinement
from grader.text import say

_FIBRE: Final = Path(__file__).with_name("fibre")
_FILE: Final = "kernel.cu"
_COMPILE: Final = (
    *("g++", "-std=c++17", "-O1", "-g", "-w", "-fPIC", "-shared", "-fno-exceptions"),
    *("-fmax-errors=3", "-fdiagnostics-color=never", "-Wl,-z,defs", "-include", "fibres.h"),
)
# Calls before every access, for runtime.cpp, in place of a check inlined for libasan.
_WATCHED: Final = (
    *("-fsanitize=kernel-address,bounds", "-fsanitize-sections=cudashared"),
    *("--param", "asan-instrumentation-with-call-threshold=0"),
    *("--param", "asan-globals=1", "--param", "asan-stack=0"),
)
BUILDS: Final = {"plain": (), "watched": _WATCHED}
_ERROR: Final = re.compile(  # g++ and nvcc
    rf"^{re.escape(_FILE)}(?::(\d+):\d+|\((\d+)\)): (?:fatal )?error", re.MULTILINE
)
_PROBE: Final = (
    "#line 1\n__global__ void conv2d(const float *, const float *, const float *, float *, int, "
    "int, int, int, int, int, int, int, int, int, int) {}\n"
)


class FibreBuild:
    """A kernel as two shared libraries in a folder of its own."""

    def __init__(self, source: KernelSource, level: Confinement) -> None:
        """Compile it; `KernelWrong` with the compiler's words if it is refused."""
        require_compiler(level)
        built = _built(source.text, level)
        if isinstance(built, Finished):
            raise refused(source, built)
        self._level = level
        self._folder = tempfile.TemporaryDirectory(prefix="grade-kernel-")
        self.path = Path(self._folder.name)
        self.path.chmod(0o755)  # workers of another user id read the libraries
        for file, content in built.items():
            (self.path / file).write_bytes(content)

    def line_of(self, code: int) -> int:
        """The line of the source behind a place in the watched library; 0 if none."""
        command = ["addr2line", "-e", "watched.so", hex(code)]
        said = run_tool(command, self.path, self._level).said
        found = re.search(rf"{re.escape(_FILE)}:(\d+)", said)
        return int(found[1]) if found else 0

    def close(self) -> None:
        """Remove the folder."""
        self._folder.cleanup()


def require_compiler(level: Confinement) -> None:
    """`Unavailable` where no kernel can be compiled for the CPU."""
    if not _compiler_works(level):
        raise Unavailable(
            say(
                "Not run: a CUDA C++ kernel is compiled by g++ (GNU, with its sanitizers), which "
                "is not on this machine. No points are lost."
            )
        )


@cache
def _compiler_works(level: Confinement) -> bool:
    """Tried once on a kernel of ours: another compiler may be called g++ too."""
    if not possible() or shutil.which("g++") is None or shutil.which("addr2line") is None:
        return False
    try:
        return not isinstance(_built(_PROBE, level), Finished)
    except GraderFault:
        return False


@lru_cache(maxsize=8)
def _built(text: str, level: Confinement) -> Mapping[str, bytes] | Finished:
    """Both libraries by file name, or how the compiler ended that refused one."""
    files = {_FILE: text.encode(), "runtime.o": _runtime(level)}
    files["fibres.h"] = (_FIBRE / "fibres.h").read_bytes()
    built: dict[str, bytes] = {}
    for name, more in BUILDS.items():
        made = f"{name}.so"
        command = [*_COMPILE, *more, "-x", "c++", _FILE, "-x", "none", "runtime.o", "-o", made]
        answer = make(command, files, made, level)
        if isinstance(answer, Finished):
            return answer
        built[made] = answer
    return built


@cache
def _runtime(level: Confinement) -> bytes:
    """What runs and watches kernels; our own, so it compiles."""
    files = {name: (_FIBRE / name).read_bytes() for name in ("fibres.h", "watch.h", "runtime.cpp")}
    command = ["g++", "-std=c++17", "-O2", "-fPIC", "-c", "runtime.cpp", "-o", "runtime.o"]
    answer = make(command, files, "runtime.o", level)
    if isinstance(answer, Finished):
        raise GraderFault(say("{program} cannot be run: {error}", program="g++", error=answer.said))
    return answer


def refused(source: KernelSource, failed: Finished) -> KernelWrong:
    """A compiler's refusal, with the first line that it names."""
    if "undefined reference to `conv2d'" in failed.said:
        return KernelWrong(say("The source has no kernel named conv2d."))
    if found := _ERROR.search(failed.said):
        line = int(found[1] or found[2])
        message = say("The compiler refuses {place}.", place=source.place(line))
        return KernelWrong(message, source.location(line), said=failed.said)
    return KernelWrong(say("The compiler refuses the source."), said=failed.said)
