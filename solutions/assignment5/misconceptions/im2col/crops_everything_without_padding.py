"""The padding is cut off with [pad:-pad], which is empty when pad is 0. Cut with [pad : pad +
H] instead.

패딩을 [pad:-pad]로 잘라 내서 pad가 0이면 빈 배열이 돼요. [pad : pad + H]로 잘라 내세요.
"""

import numpy as np

CAUGHT_BY = "im2col::test_col2im_tiles"


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_shape
    out_h = (H + 2 * pad - filter_h) // stride + 1
    out_w = (W + 2 * pad - filter_w) // stride + 1
    col = col.reshape(N, out_h, out_w, C, filter_h, filter_w).transpose(0, 3, 4, 5, 1, 2)
    img = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    for y in range(filter_h):
        for x in range(filter_w):
            img[:, :, y : y + stride * out_h : stride, x : x + stride * out_w : stride] += col[
                :, :, y, x
            ]
    return img[:, :, pad:-pad, pad:-pad]
