"""The filter is turned round, as mathematicians do for a convolution. Deep learning does not flip
it: the top left weight meets the top left pixel.

수학에서 말하는 합성곱처럼 필터를 뒤집었어요. 딥러닝에서는 뒤집지 않습니다. 왼쪽 위 가중치가 왼쪽 위
픽셀과 만납니다.
"""

from solutions.assignment5.fast_conv import conv2d as right

CAUGHT_BY = "fast_conv::test_values"


def conv2d(x, w, b, stride=1, pad=0):
    return right(x, w[:, :, ::-1, ::-1], b, stride, pad)
