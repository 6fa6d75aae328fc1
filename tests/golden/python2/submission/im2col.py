# -*- coding: utf-8 -*-
import numpy as np


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_data.shape
    out_h = (H + 2*pad - filter_h)/stride + 1
    out_w = (W + 2*pad - filter_w)/stride + 1
    img = np.pad(input_data, [(0, 0), (0, 0), (pad, pad), (pad, pad)], 'constant')
    col = []
    for n in xrange(N):
        for i in xrange(out_h):
            for j in xrange(out_w):
                col.append(img[n, :, i*stride:i*stride+filter_h, j*stride:j*stride+filter_w].flatten())
    return np.array(col)


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    try:
        N, C, H, W = input_shape
        raise NotImplementedError
    except ValueError, e:
        return None
