"""Several calls in one request, each fed with what the one before returned.

Nothing of a chain can be left out, put off or done together: whoever tries has a wrong end. The
clock and the comparison are elsewhere, so it does not matter who meddles with this.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

_SLOPE = 0.1  # of the activation for negative numbers
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of mallopt(3)
_KEPT_BYTES, _LARGEST_BYTES = 1 << 28, 1 << 25


def run(function: Callable[..., Any], arguments: Sequence[Any], times: int) -> Any:
    """What the last of `times` calls returns; the first argument is what goes round."""
    _keep_memory()
    x, *rest = arguments
    for _ in range(times - 1):
        y = function(x, *rest)
        x = np.maximum(y, _SLOPE * y)
    return function(x, *rest)


def _keep_memory() -> None:
    """Have freed memory used again, not given back.

    The kernel's work on fresh pages can take longer than the arithmetic, and falls due by chance.
    """
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(_TRIM_THRESHOLD, _KEPT_BYTES)
        libc.mallopt(_MMAP_THRESHOLD, _LARGEST_BYTES)
