import numpy as np

__all__ = ["col2im", "im2col"]


def im2col(
    input_data: np.ndarray, filter_h: int, filter_w: int, stride: int = 1, pad: int = 0
) -> np.ndarray:
    N, C, H, W = input_data.shape
    out_h = (H + 2 * pad - filter_h) // stride + 1
    out_w = (W + 2 * pad - filter_w) // stride + 1
    img = np.pad(input_data, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    col = np.zeros((N, out_h, out_w, C, filter_h, filter_w))
    for i in range(out_h):
        for j in range(out_w):
            y, x = i * stride, j * stride
            col[:, i, j] = img[:, :, y : y + filter_h, x : x + filter_w]
    return col.reshape(N * out_h * out_w, -1)


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    raise NotImplementedError("col2im")
