# adapted from the CS231n lecture notes: one column per patch
import numpy as np


def get_im2col_indices(x_shape, field_height, field_width, padding=1, stride=1):
    N, C, H, W = x_shape
    out_height = (H + 2 * padding - field_height) // stride + 1
    out_width = (W + 2 * padding - field_width) // stride + 1

    i0 = np.repeat(np.arange(field_height), field_width)
    i0 = np.tile(i0, C)
    i1 = stride * np.repeat(np.arange(out_height), out_width)
    j0 = np.tile(np.arange(field_width), field_height * C)
    j1 = stride * np.tile(np.arange(out_width), out_height)
    i = i0.reshape(-1, 1) + i1.reshape(1, -1)
    j = j0.reshape(-1, 1) + j1.reshape(1, -1)
    k = np.repeat(np.arange(C), field_height * field_width).reshape(-1, 1)
    return k, i, j


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    x_padded = np.pad(input_data, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    k, i, j = get_im2col_indices(input_data.shape, filter_h, filter_w, pad, stride)
    cols = x_padded[:, k, i, j]
    C = input_data.shape[1]
    return cols.transpose(1, 2, 0).reshape(filter_h * filter_w * C, -1)


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_shape
    x_padded = np.zeros((N, C, H + 2 * pad, W + 2 * pad), dtype=col.dtype)
    k, i, j = get_im2col_indices(input_shape, filter_h, filter_w, pad, stride)
    cols_reshaped = col.reshape(C * filter_h * filter_w, -1, N).transpose(2, 0, 1)
    np.add.at(x_padded, (slice(None), k, i, j), cols_reshaped)
    if pad == 0:
        return x_padded
    return x_padded[:, :, pad:-pad, pad:-pad]
