import numpy as np


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    x = np.pad(input_data.astype(np.float32), ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    N, C, H, W = x.shape
    oh = (H - filter_h) // stride + 1
    ow = (W - filter_w) // stride + 1
    # index arrays, as in cs231n's fast layers
    i0 = np.tile(np.repeat(np.arange(filter_h), filter_w), C)
    j0 = np.tile(np.arange(filter_w), filter_h * C)
    k = np.repeat(np.arange(C), filter_h * filter_w)
    i = i0[None, :] + stride * np.repeat(np.arange(oh), ow)[:, None]
    j = j0[None, :] + stride * np.tile(np.arange(ow), oh)[:, None]
    return x[:, k, i, j].reshape(N * oh * ow, -1)


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_shape
    oh = (H + 2 * pad - filter_h) // stride + 1
    ow = (W + 2 * pad - filter_w) // stride + 1
    x = np.zeros((N, C, H + 2 * pad, W + 2 * pad), dtype=np.float32)
    i0 = np.tile(np.repeat(np.arange(filter_h), filter_w), C)
    j0 = np.tile(np.arange(filter_w), filter_h * C)
    k = np.repeat(np.arange(C), filter_h * filter_w)
    i = i0[None, :] + stride * np.repeat(np.arange(oh), ow)[:, None]
    j = j0[None, :] + stride * np.tile(np.arange(ow), oh)[:, None]
    np.add.at(x, (slice(None), k, i, j), col.reshape(N, oh * ow, -1).astype(np.float32))
    return x[:, :, pad:pad + H, pad:pad + W]
