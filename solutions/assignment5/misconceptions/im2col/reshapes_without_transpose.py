"""The patches are reshaped without reordering their axes first. reshape keeps the numbers in
memory order; use transpose to bring out_h and out_w in front.

축을 재배열하지 않고 reshape만 했어요. reshape는 메모리 순서를 그대로 두므로, 먼저 transpose로
out_h와 out_w를 앞으로 옮기세요.
"""

import numpy as np

CAUGHT_BY = "im2col::test_patches"


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_data.shape
    out_h = (H + 2 * pad - filter_h) // stride + 1
    out_w = (W + 2 * pad - filter_w) // stride + 1
    img = np.pad(input_data, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    col = np.zeros((N, C, filter_h, filter_w, out_h, out_w))
    for y in range(filter_h):
        for x in range(filter_w):
            col[:, :, y, x] = img[
                :, :, y : y + stride * out_h : stride, x : x + stride * out_w : stride
            ]
    return col.reshape(N * out_h * out_w, -1)
