"""All windows are kept: the stride is not used. Take every `stride`-th window, downwards and
sideways, and the output size that belongs to it.

창을 모두 남겼어요. 스트라이드를 쓰지 않았습니다. 아래로도 옆으로도 `stride`번째 창만 고르고, 출력
크기도 그에 맞추세요.
"""

from solutions.assignment5.fast_conv import conv2d as right

CAUGHT_BY = "fast_conv::test_stride"


def conv2d(x, w, b, stride=1, pad=0):
    return right(x, w, b, 1, pad)
