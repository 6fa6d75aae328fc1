"""The output size lacks the + 1, so the last row and the last column of patches are missing.
The formula is (H + 2P - K) // S + 1.

출력 크기에서 + 1이 빠져 마지막 행과 마지막 열의 패치가 없어요. 식은 (H + 2P - K) // S +
1입니다.
"""

import numpy as np

CAUGHT_BY = "im2col::test_patches"


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_data.shape
    out_h = (H + 2 * pad - filter_h) // stride
    out_w = (W + 2 * pad - filter_w) // stride
    img = np.pad(input_data, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    col = np.zeros((N, C, filter_h, filter_w, out_h, out_w))
    for y in range(filter_h):
        for x in range(filter_w):
            col[:, :, y, x] = img[
                :, :, y : y + stride * out_h : stride, x : x + stride * out_w : stride
            ]
    return col.transpose(0, 4, 5, 1, 2, 3).reshape(N * out_h * out_w, -1)
