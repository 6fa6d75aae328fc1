"""The output's width is computed from the image's height. Each of the two has its own size, its
own filter size and its own output size.

출력 너비를 이미지의 높이로 구했어요. 높이와 너비는 크기도, 필터 크기도, 출력 크기도 따로입니다.
"""

import numpy as np

from solutions.assignment5.fast_conv import conv2d as right

CAUGHT_BY = "fast_conv::test_sizes"


def conv2d(x, w, b, stride=1, pad=0):
    y = right(x, w, b, stride, pad)
    square = np.zeros(y.shape[:3] + (y.shape[2],), dtype=y.dtype)
    width = min(y.shape[2], y.shape[3])
    square[..., :width] = y[..., :width]
    return square
