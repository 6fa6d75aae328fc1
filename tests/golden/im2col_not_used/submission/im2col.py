import numpy as np


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    # 시간이 없어서 stride, pad는 못 했습니다
    N, C, H, W = input_data.shape
    out_h = H - filter_h + 1
    out_w = W - filter_w + 1
    col = np.zeros((N * out_h * out_w, C * filter_h * filter_w))
    row = 0
    for n in range(N):
        for i in range(out_h):
            for j in range(out_w):
                col[row] = input_data[n, :, i:i + filter_h, j:j + filter_w].reshape(-1)
                row += 1
    return col


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    raise NotImplementedError("col2im")
