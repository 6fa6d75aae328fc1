import numpy as np


class Pooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h = pool_h
        self.pool_w = pool_w
        self.stride = stride
        self.pad = pad

    def forward(self, x):
        N, C, H, W = x.shape
        out = (H + 2 * self.pad - self.pool_h) // self.stride + 1
        self.x = np.pad(x, [(0, 0), (0, 0), (self.pad, self.pad), (self.pad, self.pad)], constant_values=-np.inf)
        y = np.zeros((N, C, out, out))
        for i in range(out):
            for j in range(out):
                a, b = i * self.stride, j * self.stride
                y[:, :, i, j] = self.x[:, :, a:a + self.pool_h, b:b + self.pool_w].max(axis=(2, 3))
        return y

    def backward(self, dout):
        N, C, out, _ = dout.shape
        dx = np.zeros_like(self.x)
        for n in range(N):
            for c in range(C):
                for i in range(out):
                    for j in range(out):
                        a, b = i * self.stride, j * self.stride
                        window = self.x[n, c, a:a + self.pool_h, b:b + self.pool_w]
                        u, v = np.unravel_index(window.argmax(), window.shape)
                        dx[n, c, a + u, b + v] += dout[n, c, i, j]
        end = dx.shape[2] - self.pad
        return dx[:, :, self.pad:end, self.pad:end]


class AveragePooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h = pool_h
        self.pool_w = pool_w
        self.stride = stride
        self.pad = pad

    def forward(self, x):
        self.shape = x.shape
        N, C, H, W = x.shape
        out = (H + 2 * self.pad - self.pool_h) // self.stride + 1
        x = np.pad(x, [(0, 0), (0, 0), (self.pad, self.pad), (self.pad, self.pad)])
        y = np.zeros((N, C, out, out))
        for i in range(out):
            for j in range(out):
                a, b = i * self.stride, j * self.stride
                y[:, :, i, j] = x[:, :, a:a + self.pool_h, b:b + self.pool_w].mean(axis=(2, 3))
        return y

    def backward(self, dout):
        N, C, H, _ = self.shape
        dx = np.zeros((N, C, H + 2 * self.pad, H + 2 * self.pad))
        for i in range(dout.shape[2]):
            for j in range(dout.shape[2]):
                a, b = i * self.stride, j * self.stride
                share = dout[:, :, i, j] / (self.pool_h * self.pool_w)
                dx[:, :, a:a + self.pool_h, b:b + self.pool_w] += share[:, :, None, None]
        return dx[:, :, self.pad:self.pad + H, self.pad:self.pad + H]


class GlobalAveragePooling:
    def forward(self, x):
        self.size = x.shape[2]
        return x.sum(axis=(2, 3)) / self.size ** 2

    def backward(self, dout):
        return np.tile(dout[:, :, None, None] / self.size ** 2, (1, 1, self.size, self.size))
