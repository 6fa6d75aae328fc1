"""The sizes of one convolution, in the order in which a kernel takes them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]


class Shape(NamedTuple):
    """The eleven whole numbers at the end of `conv2d`'s arguments."""

    N: int
    C: int
    H: int
    W: int
    FN: int
    FH: int
    FW: int
    out_h: int
    out_w: int
    stride: int
    pad: int

    @classmethod
    def of(cls, x: Array, w: Array, stride: int, pad: int) -> Shape:
        """Of x (N, C, H, W) and w (FN, C, FH, FW)."""
        N, C, H, W = x.shape
        FN, _, FH, FW = w.shape
        out_h, out_w = ((size + 2 * pad - f) // stride + 1 for size, f in ((H, FH), (W, FW)))
        return cls(N, C, H, W, FN, FH, FW, out_h, out_w, stride, pad)

    @property
    def output(self) -> tuple[int, int, int, int]:
        """Of y."""
        return self.N, self.FN, self.out_h, self.out_w


def float32(array: Any) -> Array:
    """As a kernel reads it: row-major float32."""
    return np.ascontiguousarray(array, dtype=np.float32)
