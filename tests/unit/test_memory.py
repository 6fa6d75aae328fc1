"""What large arrays took goes back to the system."""

from __future__ import annotations

import ctypes
import sys

import numpy as np
import pytest

from grader.memory import give_back, limit_reserve
from tests.resident import resident_bytes

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"),
    reason="glibc's allocator is the one that keeps it",
)
_MIB = 1 << 20


def test_what_large_arrays_took_is_given_back() -> None:
    """Glibc would keep the second and the third."""
    limit_reserve()
    before = resident_bytes()
    for _ in range(3):
        arrays = [np.ones(15 * _MIB, np.uint8) for _ in range(2)]
        assert resident_bytes() - before > 25 * _MIB
        del arrays
    assert resident_bytes() - before < 5 * _MIB


def test_what_small_pieces_took_is_given_back() -> None:
    """But for what another piece still stands on."""
    before = resident_bytes()
    pieces = [np.ones(_MIB, np.uint8) for _ in range(40)]
    del pieces[:-1]
    give_back()
    assert resident_bytes() - before < 5 * _MIB
