import numpy as np


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    N, H, W, C = input_data.shape
    out_h = (H + 2 * pad - filter_h) // stride + 1
    out_w = (W + 2 * pad - filter_w) // stride + 1
    img = np.pad(input_data, [(0, 0), (pad, pad), (pad, pad), (0, 0)])
    col = np.zeros((N, out_h, out_w, filter_h, filter_w, C))
    for i in range(out_h):
        for j in range(out_w):
            col[:, i, j] = img[:, i * stride:i * stride + filter_h, j * stride:j * stride + filter_w]
    return col.reshape(N * out_h * out_w, -1)


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    N, H, W, C = input_shape
    out_h = (H + 2 * pad - filter_h) // stride + 1
    out_w = (W + 2 * pad - filter_w) // stride + 1
    col = col.reshape(N, out_h, out_w, filter_h, filter_w, C)
    img = np.zeros((N, H + 2 * pad, W + 2 * pad, C))
    for i in range(out_h):
        for j in range(out_w):
            img[:, i * stride:i * stride + filter_h, j * stride:j * stride + filter_w] += col[:, i, j]
    return img[:, pad:pad + H, pad:pad + W]
