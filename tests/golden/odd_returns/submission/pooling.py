import numpy as np


class Image(np.ndarray):
    """An array that knows that it is an image."""


class Pooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h, self.pool_w, self.stride, self.pad = pool_h, pool_w, stride, pad

    def forward(self, x):
        N, C, H, W = x.shape
        p, s = self.pad, self.stride
        x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)), constant_values=-np.inf)
        out_h = (H + 2 * p - self.pool_h) // s + 1
        out_w = (W + 2 * p - self.pool_w) // s + 1
        out = np.zeros((N, C, out_h, out_w))
        for i in range(out_h):
            for j in range(out_w):
                out[:, :, i, j] = x[:, :, i * s:i * s + self.pool_h, j * s:j * s + self.pool_w].max((2, 3))
        return out.view(Image)

    def backward(self, dout):
        return self


class AveragePooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.size = pool_h, pool_w, stride, pad

    def forward(self, x):
        kh, kw, s, p = self.size
        x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), (2, 3))[:, :, ::s, ::s]
        return windows.mean((-2, -1)), windows

    def backward(self, dout):
        return lambda: dout


class GlobalAveragePooling:
    def forward(self, x):
        self.shape = x.shape
        return x.astype(">f8").mean((2, 3)).astype(">f8")

    def backward(self, dout):
        H, W = self.shape[2:]
        # a read-only view with strides of zero
        return np.broadcast_to(dout[:, :, None, None] / (H * W), self.shape)
