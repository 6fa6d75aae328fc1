import numpy as np


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_data.shape
    out_h = (H + 2 * pad - filter_h) // stride + 1
    out_w = (W + 2 * pad - filter_w) // stride + 1
    img = np.pad(input_data, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    col = np.zeros((N, out_h, out_w, C, filter_h, filter_w))
    for i in range(out_h):
        for j in range(out_w):
            col[:, i, j] = img[:, :, i * stride:i * stride + filter_h, j * stride:j * stride + filter_w]
    return col.reshape(N * out_h * out_w, -1)


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_shape
    out_h = (H + 2 * pad - filter_h) // stride + 1
    out_w = (W + 2 * pad - filter_w) // stride + 1
    img = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    col.shape = (N, out_h, out_w, C, filter_h, filter_w)
    for i in range(out_h):
        for j in range(out_w):
            img[:, :, i * stride:i * stride + filter_h, j * stride:j * stride + filter_w] += col[:, i, j]
    return img[:, :, pad:pad + H, pad:pad + W]
