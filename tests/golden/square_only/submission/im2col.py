import numpy as np


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_data.shape
    out = (H + 2 * pad - filter_h) // stride + 1  # 출력 크기
    x = np.pad(input_data, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    col = np.zeros((N * out * out, C * filter_h * filter_w))
    r = 0
    for n in range(N):
        for i in range(0, out * stride, stride):
            for j in range(0, out * stride, stride):
                col[r, :] = x[n, :, i:i + filter_h, j:j + filter_w].ravel()
                r += 1
    return col


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_shape
    out = (H + 2 * pad - filter_h) // stride + 1
    x = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    r = 0
    for n in range(N):
        for i in range(0, out * stride, stride):
            for j in range(0, out * stride, stride):
                x[n, :, i:i + filter_h, j:j + filter_w] += col[r].reshape(C, filter_h, filter_w)
                r += 1
    return x[:, :, pad:pad + H, pad:pad + W]
