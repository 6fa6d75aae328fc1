"""col2im returns the padded image. Cut `pad` rows and columns off on each side before
returning.

col2im이 패딩한 이미지를 그대로 돌려줬어요. 돌려주기 전에 양쪽에서 `pad`만큼 행과 열을 잘라
내세요.
"""

from solutions.assignment5.im2col import col2im as reference

CAUGHT_BY = "im2col::test_col2im_padding"


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_shape
    padded_shape = (N, C, H + 2 * pad, W + 2 * pad)
    return reference(col, padded_shape, filter_h, filter_w, stride)
