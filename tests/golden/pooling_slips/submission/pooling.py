import numpy as np


class Pooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h = pool_h
        self.pool_w = pool_w
        self.stride = stride
        self.pad = pad

    def forward(self, x):
        N, C, H, W = x.shape
        out_h = int(1 + (H - self.pool_h) / self.stride)
        out_w = int(1 + (W - self.pool_w) / self.stride)
        out = np.zeros((N, C, out_h, out_w))
        for i in range(out_h):
            for j in range(out_w):
                a, b = i * self.stride, j * self.stride
                out[:, :, i, j] = np.max(x[:, :, a:a+self.pool_h, b:b+self.pool_w], axis=(2, 3))
        self.x = x
        return out

    def backward(self, dout):
        dx = np.zeros(self.x.shape)
        N, C, out_h, out_w = dout.shape
        for n in range(N):
            for c in range(C):
                for i in range(out_h):
                    for j in range(out_w):
                        a, b = i * self.stride, j * self.stride
                        win = self.x[n, c, a:a+self.pool_h, b:b+self.pool_w]
                        k = np.argmax(win)
                        dx[n, c, a + k // self.pool_w, b + k % self.pool_w] = dout[n, c, i, j]
        return dx


class AveragePooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h = pool_h
        self.pool_w = pool_w
        self.stride = stride
        self.pad = pad

    def forward(self, x):
        p = self.pad
        N, C, H, W = x.shape
        xp = np.pad(x, [(0, 0), (0, 0), (p, p), (p, p)], constant_values=np.nan)
        out_h = (H + 2*p - self.pool_h) // self.stride + 1
        out_w = (W + 2*p - self.pool_w) // self.stride + 1
        out = np.zeros((N, C, out_h, out_w))
        for i in range(out_h):
            for j in range(out_w):
                a, b = i * self.stride, j * self.stride
                out[:, :, i, j] = np.nanmean(xp[:, :, a:a+self.pool_h, b:b+self.pool_w], axis=(2, 3))
        self.shape = x.shape
        return out

    def backward(self, dout):
        dx = np.zeros(self.shape)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                a, b = i * self.stride, j * self.stride
                dx[:, :, a:a+self.pool_h, b:b+self.pool_w] += dout[:, :, i, j][:, :, None, None]
        return dx


class GlobalAveragePooling:
    def forward(self, x):
        self.shape = x.shape
        return x.mean(axis=(2, 3), keepdims=True)

    def backward(self, dout):
        return np.ones(self.shape) * dout[:, :, None, None]
