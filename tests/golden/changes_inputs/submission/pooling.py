import numpy as np


class Pooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h, self.pool_w = pool_h, pool_w
        self.stride, self.pad = stride, pad

    def forward(self, x):
        N, C, H, W = x.shape
        p, s, kh, kw = self.pad, self.stride, self.pool_h, self.pool_w
        x_pad = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)), constant_values=-np.inf)
        out = np.empty((N, C, (H + 2 * p - kh) // s + 1, (W + 2 * p - kw) // s + 1))
        self.max = np.empty(out.shape, dtype=int)
        for i, j in np.ndindex(*out.shape[2:]):
            window = x_pad[:, :, i * s:i * s + kh, j * s:j * s + kw].reshape(N, C, -1)
            self.max[:, :, i, j] = window.argmax(axis=2)
            out[:, :, i, j] = window.max(axis=2)
        self.shape = x_pad.shape
        return out

    def backward(self, dout):
        dx = np.zeros(self.shape)
        p, s, kw = self.pad, self.stride, self.pool_w
        for n, c, i, j in np.ndindex(*dout.shape):
            k = self.max[n, c, i, j]
            dx[n, c, i * s + k // kw, j * s + k % kw] += dout[n, c, i, j]
        return dx[:, :, p:dx.shape[2] - p, p:dx.shape[3] - p]


class AveragePooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h, self.pool_w = pool_h, pool_w
        self.stride, self.pad = stride, pad

    def forward(self, x):
        N, C, H, W = self.shape = x.shape
        p, s, kh, kw = self.pad, self.stride, self.pool_h, self.pool_w
        x /= kh * kw
        x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        out = np.empty((N, C, (H + 2 * p - kh) // s + 1, (W + 2 * p - kw) // s + 1))
        for i, j in np.ndindex(*out.shape[2:]):
            out[:, :, i, j] = x[:, :, i * s:i * s + kh, j * s:j * s + kw].sum(axis=(2, 3))
        return out

    def backward(self, dout):
        N, C, H, W = self.shape
        p, s, kh, kw = self.pad, self.stride, self.pool_h, self.pool_w
        dout /= kh * kw
        dx = np.zeros((N, C, H + 2 * p, W + 2 * p))
        for i, j in np.ndindex(*dout.shape[2:]):
            dx[:, :, i * s:i * s + kh, j * s:j * s + kw] += dout[:, :, i:i + 1, j:j + 1]
        return dx[:, :, p:p + H, p:p + W]


class GlobalAveragePooling:
    def forward(self, x):
        self.shape = x.shape
        x *= 1 / (x.shape[2] * x.shape[3])
        return x.sum(axis=(2, 3))

    def backward(self, dout):
        dout *= 1 / (self.shape[2] * self.shape[3])
        return dout[:, :, None, None] + np.zeros(self.shape)
