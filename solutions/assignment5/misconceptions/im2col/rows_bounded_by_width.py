"""The range of rows in col2im is computed from out_w, so it fits square images only. Rows go
with out_h, columns with out_w.

col2im에서 행의 범위를 out_w로 구해 정사각형 이미지에서만 맞아요. 행에는 out_h, 열에는 out_w를
쓰세요.
"""

import numpy as np

CAUGHT_BY = "im2col::test_col2im_non_square"


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_shape
    out_h = (H + 2 * pad - filter_h) // stride + 1
    out_w = (W + 2 * pad - filter_w) // stride + 1
    col = col.reshape(N, out_h, out_w, C, filter_h, filter_w).transpose(0, 3, 4, 5, 1, 2)
    img = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    for y in range(filter_h):
        y_max = y + stride * out_w
        for x in range(filter_w):
            x_max = x + stride * out_w
            img[:, :, y:y_max:stride, x:x_max:stride] += col[:, :, y, x]
    return img[:, :, pad : H + pad, pad : W + pad]
