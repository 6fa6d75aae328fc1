import numpy as np


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    x = np.pad(input_data, pad)
    N, C, H, W = x.shape
    out_h = int((H - filter_h) / stride + 1)
    out_w = int((W - filter_w) / stride + 1)
    col = np.zeros((N * out_h * out_w, C * filter_h * filter_w))
    for n in range(N):
        for i in range(out_h):
            for j in range(out_w):
                patch = x[n, :, i*stride:i*stride+filter_h, j*stride:j*stride+filter_w]
                col[n*out_h*out_w + i*out_w + j] = patch.flatten()
    return col


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_shape
    H, W = H + 2*pad, W + 2*pad
    out_h = int((H - filter_h) / stride + 1)
    out_w = int((W - filter_w) / stride + 1)
    x = np.zeros((N, C, H, W))
    for n in range(N):
        for i in range(out_h):
            for j in range(out_w):
                patch = col[n*out_h*out_w + i*out_w + j].reshape(C, filter_h, filter_w)
                x[n, :, i*stride:i*stride+filter_h, j*stride:j*stride+filter_w] += patch
    return x[:, :, pad:-pad, pad:-pad]
