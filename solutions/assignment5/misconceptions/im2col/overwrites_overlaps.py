"""Where patches overlap, the last one overwrites the others. Add them up: += in place of =.

패치가 겹치는 곳에서 마지막 패치가 앞의 값을 덮어썼어요. = 대신 += 로 더하세요.
"""

import numpy as np

CAUGHT_BY = "im2col::test_col2im_overlap"


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_shape
    out_h = (H + 2 * pad - filter_h) // stride + 1
    out_w = (W + 2 * pad - filter_w) // stride + 1
    col = col.reshape(N, out_h, out_w, C, filter_h, filter_w).transpose(0, 3, 4, 5, 1, 2)
    img = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    for y in range(filter_h):
        for x in range(filter_w):
            img[:, :, y : y + stride * out_h : stride, x : x + stride * out_w : stride] = col[
                :, :, y, x
            ]
    return img[:, :, pad : H + pad, pad : W + pad]
