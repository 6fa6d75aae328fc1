"""The matrix product has one row for each place and one column for each filter; a reshape alone
mixes the two. Reshape to (N, out_h, out_w, FN) first, then move the filters' axis to the front.

행렬 곱의 결과는 자리마다 한 행, 필터마다 한 열이에요. reshape만 하면 둘이 뒤섞입니다. 먼저
(N, out_h, out_w, FN)으로 reshape한 다음 필터 축을 앞으로 옮기세요.
"""

from solutions.assignment5.fast_conv import conv2d as right

CAUGHT_BY = "fast_conv::test_values"


def conv2d(x, w, b, stride=1, pad=0):
    y = right(x, w, b, stride, pad)
    return y.transpose(0, 2, 3, 1).reshape(y.shape)
