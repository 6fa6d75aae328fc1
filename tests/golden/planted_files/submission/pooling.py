import numpy as np


class Pooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h, self.pool_w, self.stride, self.pad = pool_h, pool_w, stride, pad

    def forward(self, x):
        # x: (N, H, W, C)
        N, H, W, C = x.shape
        oh = (H + 2 * self.pad - self.pool_h) // self.stride + 1
        ow = (W + 2 * self.pad - self.pool_w) // self.stride + 1
        p = self.pad
        x = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)), constant_values=-np.inf)
        out = np.zeros((N, oh, ow, C))
        for i in range(oh):
            for j in range(ow):
                a, b = i * self.stride, j * self.stride
                out[:, i, j, :] = x[:, a:a + self.pool_h, b:b + self.pool_w, :].max(axis=(1, 2))
        return out


class GlobalAveragePooling:
    def forward(self, x):
        self.n = x.shape
        return x.mean(axis=(1, 2), keepdims=True)

    def backward(self, dout):
        return np.ones(self.n) * dout / (self.n[1] * self.n[2])
