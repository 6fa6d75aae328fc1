"""im2col / col2im

@author: 2023-12345
"""
import numpy as np

__version__ = "0.2"


def get_im2col_shape(shape, filter_h, filter_w, stride, pad):
    N, C, H, W = shape
    assert stride > 0
    return (N, (H + 2 * pad - filter_h) // stride + 1, (W + 2 * pad - filter_w) // stride + 1)


def im2col(input_data, filter_h, filter_w, stride=1, pad=0, pad_value=0.0, verbose=False):
    N, out_h, out_w = get_im2col_shape(input_data.shape, filter_h, filter_w, stride, pad)
    img = np.pad(input_data, ((0, 0), (0, 0), (pad, pad), (pad, pad)), constant_values=pad_value)
    rows = []
    for n in range(N):
        for i in range(out_h):
            for j in range(out_w):
                top, left = i * stride, j * stride
                rows.append(img[n, :, top:top + filter_h, left:left + filter_w].flatten())
    if verbose:
        print(len(rows), "rows")
    return np.stack(rows)


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0, *, dtype=float):
    N, out_h, out_w = get_im2col_shape(input_shape, filter_h, filter_w, stride, pad)
    _, C, H, W = input_shape
    img = np.zeros((N, C, H + 2 * pad, W + 2 * pad), dtype=dtype)
    patches = iter(col)
    for n in range(N):
        for i in range(out_h):
            for j in range(out_w):
                top, left = i * stride, j * stride
                img[n, :, top:top + filter_h, left:left + filter_w] += next(patches).reshape(C, filter_h, filter_w)
    return img if pad == 0 else img[:, :, pad:-pad, pad:-pad]
