from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray


def im2col(
    input_data: NDArray[np.float64],
    filter_h: int,
    filter_w: int,
    stride: int = 1,
    pad: int = 0,
) -> NDArray[np.float64]:
    x = np.pad(input_data, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    N, C, H, W = x.shape
    out_h, out_w = (H - filter_h) // stride + 1, (W - filter_w) // stride + 1
    sn, sc, sh, sw = x.strides
    patches = as_strided(
        x,
        (N, out_h, out_w, C, filter_h, filter_w),
        (sn, stride * sh, stride * sw, sc, sh, sw),
        writeable=False,
    )
    return patches.reshape(N * out_h * out_w, C * filter_h * filter_w)


def col2im(
    col: NDArray[np.float64],
    input_shape: tuple[int, int, int, int],
    filter_h: int,
    filter_w: int,
    stride: int = 1,
    pad: int = 0,
) -> NDArray[np.float64]:
    # im2col of the numbers of the pixels says where each value came from
    N, C, H, W = input_shape
    shape = (N, C, H + 2 * pad, W + 2 * pad)
    numbers = np.arange(np.prod(shape)).reshape(shape)
    where = im2col(numbers, filter_h, filter_w, stride)
    flat = np.bincount(where.ravel(), weights=col.ravel(), minlength=numbers.size)
    return flat.reshape(shape)[:, :, pad : pad + H, pad : pad + W]
