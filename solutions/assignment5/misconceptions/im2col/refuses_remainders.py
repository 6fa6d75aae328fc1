"""Sizes that the stride does not divide are refused. They are allowed: the output size is
rounded down and the pixels that remain are left out.

스트라이드로 나누어떨어지지 않는 크기를 거부했어요. 그런 크기도 쓸 수 있습니다. 출력 크기를
내림하고 남는 픽셀은 쓰지 않으면 됩니다.
"""

from solutions.assignment5.im2col import im2col as reference

CAUGHT_BY = "im2col::test_sizes_not_divisible"


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    _, _, H, W = input_data.shape
    assert (H + 2 * pad - filter_h) % stride == 0
    assert (W + 2 * pad - filter_w) % stride == 0
    return reference(input_data, filter_h, filter_w, stride, pad)
