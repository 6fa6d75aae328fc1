"""Calls a kernel that was built for the CPU. Runs in a worker, beside a stranger's machine code.

Imports nothing of ours: a worker gets this file as the source of a module. What it returns is
checked on the other side.
"""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from typing import Any

import numpy as np

_GAP = 1 << 14  # floats of NaN around each array: a read beside one spoils the result
_Array = Any  # numpy.ndarray[Any, numpy.dtype[numpy.float32]]


class _Finding(ctypes.Structure):
    """As runtime.cpp declares it."""

    _fields_ = (
        ("kind", ctypes.c_int),
        ("line", ctypes.c_int),
        ("code", ctypes.c_long),
        ("write", ctypes.c_int),
        ("offset", ctypes.c_long),
        ("name", ctypes.c_char * 32),
    )


@cache
def _library(build: str) -> ctypes.CDLL:
    paths = (os.path.join(folder, f"{build}.so") for folder in sys.path)
    library = ctypes.CDLL(next(path for path in paths if os.path.isfile(path)))
    library.fibres_findings.restype = ctypes.POINTER(_Finding)
    return library


def run(
    build: str,
    grid: tuple[int, int, int],
    block: tuple[int, int, int],
    numbers: tuple[int, ...],
    arrays: list[_Array],
    y_shape: tuple[int, ...],
    order: int,
) -> tuple[_Array, list[tuple[int, int, int, int, int, str]]]:
    """`conv2d` on x, w, b with the threads in this order: y and what was noticed."""
    library = _library(build)
    spaced = [_spaced(array) for array in arrays]
    y = _spaced(np.full(y_shape, np.nan, np.float32))
    pointers = [array.ctypes.data_as(ctypes.c_void_p) for array in (*spaced, y)]
    sizes = (ctypes.c_long * 4)(*(array.nbytes for array in (*spaced, y)))
    count = library.fibres_run(
        (ctypes.c_uint * 3)(*grid),
        (ctypes.c_uint * 3)(*block),
        *pointers,
        (ctypes.c_int * len(numbers))(*numbers),
        sizes,
        order,
    )
    found = library.fibres_findings()
    return y.copy(), [_plain(found[number]) for number in range(count)]


def _spaced(array: _Array) -> _Array:
    around = np.full(array.size + 2 * _GAP, np.nan, np.float32)
    inside = around[_GAP : _GAP + array.size].reshape(array.shape)
    inside[...] = array
    return inside


def _plain(found: _Finding) -> tuple[int, int, int, int, int, str]:
    name = found.name.decode("ascii", "replace")
    return found.kind, found.line, found.code, found.write, found.offset, name
