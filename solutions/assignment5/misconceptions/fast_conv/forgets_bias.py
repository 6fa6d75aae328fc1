"""The bias is never added. Each filter adds its own number to its whole output channel.

편향을 더하지 않았어요. 필터마다 자기 편향을 출력 채널 전체에 더합니다.
"""

import numpy as np

from solutions.assignment5.fast_conv import conv2d as right

CAUGHT_BY = "fast_conv::test_bias"


def conv2d(x, w, b, stride=1, pad=0):
    return right(x, w, np.zeros_like(b), stride, pad)
