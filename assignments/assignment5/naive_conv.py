"""Given: a convolution as its formula says it, place by place. Right, and slow: your `fast_conv.py`
is to give the same numbers in a small part of the time.

주어진 파일: 공식을 그대로, 한 자리씩 계산하는 합성곱입니다. 맞지만 느립니다. 여러분의 `fast_conv.py`는
같은 값을 훨씬 짧은 시간에 내야 합니다.
"""

from __future__ import annotations

import numpy as np

__all__ = ["conv2d"]


def conv2d(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """What `fast_conv.conv2d` is to return, by four loops.

    `fast_conv.conv2d`가 돌려줄 값을 네 겹의 반복문으로 구합니다.
    """
    N, _, H, W = x.shape
    FN, _, FH, FW = w.shape
    rows = (H - FH + 2 * pad) // stride + 1
    columns = (W - FW + 2 * pad) // stride + 1
    image = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])

    y = np.zeros((N, FN, rows, columns), dtype=x.dtype)
    for n in range(N):
        for f in range(FN):
            for i in range(rows):
                for j in range(columns):
                    top, left = i * stride, j * stride
                    patch = image[n, :, top : top + FH, left : left + FW]
                    y[n, f, i, j] = np.sum(patch * w[f]) + b[f]
    return y
