"""What one core of this machine can do, measured: multiply-adds and copying.

A matrix product is no ceiling (a library may run below the hardware), so a loop of multiply-adds
is compiled for this processor. Without a compiler the product stands in, and the record says so.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from grader.timing.device import Roof

_SOURCE: Final = Path(__file__).with_name("fma.c")
_COMPILERS: Final = ("cc", "gcc", "clang")
# Not -ffast-math: a library built with it makes the whole process round small numbers to 0.
_FLAGS: Final = ("-O3", "-march=native", "-ffp-contract=fast", "-shared", "-fPIC")
_ROUNDS: Final = 100_000
_SIDE: Final = 512  # of the matrices
_COPIED_BYTES: Final = 64 << 20  # far more than caches hold
_REPEATS: Final = 5
_COMPILE_S: Final = 30.0


@cache
def measured_roof() -> Roof:
    """Of this process's core, now; the best of a few repeats, for it is a limit."""
    multiply_add = _compiled()
    return Roof(
        flops_per_s=_rate(multiply_add or _product()),
        bytes_per_s=_rate(_copy()),
        by="fma" if multiply_add else "matmul",
    )


def _rate(work: Callable[[], float]) -> float:
    """The most that was done in a second of processor time."""
    rates = []
    for _ in range(_REPEATS):
        start_s = time.process_time()
        done = work()
        rates.append(done / (time.process_time() - start_s))
    return max(rates)


def _compiled() -> Callable[[], float] | None:
    compiler = next(filter(None, map(shutil.which, _COMPILERS)), None)
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory(prefix="grade-roof-") as folder:
        target = Path(folder) / "fma.so"
        command = [compiler, *_FLAGS, str(_SOURCE), "-o", str(target)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_COMPILE_S)  # noqa: S603 - our own source
            function = ctypes.CDLL(str(target)).multiply_add
        except (OSError, subprocess.SubprocessError):
            return None
    function.restype = ctypes.c_double
    kept = ctypes.c_float()
    return lambda: float(function(ctypes.c_long(_ROUNDS), ctypes.byref(kept)))


def _product() -> Callable[[], float]:
    matrix = np.ones((_SIDE, _SIDE), dtype=np.float32)
    result = np.empty_like(matrix)

    def multiply() -> float:
        np.matmul(matrix, matrix, out=result)
        return 2.0 * _SIDE**3

    return multiply


def _copy() -> Callable[[], float]:
    source = np.ones(_COPIED_BYTES // 4, dtype=np.float32)
    target = np.zeros_like(source)

    def copy() -> float:
        np.copyto(target, source)
        return 2.0 * _COPIED_BYTES

    return copy
