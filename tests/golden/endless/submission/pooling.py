import numpy as np


class Pooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h = pool_h
        self.pool_w = pool_w
        self.stride = stride
        self.pad = pad

    def forward(self, x):
        N, C, H, W = x.shape
        out_h = (H + 2 * self.pad - self.pool_h) // self.stride + 1
        out_w = (W + 2 * self.pad - self.pool_w) // self.stride + 1
        y = np.zeros((N, C, out_h, out_w))
        # 최댓값의 위치 저장 (역전파에서 사용)
        self.where = {}
        self.x_shape = x.shape
        for n in range(N):
            for c in range(C):
                for i in range(out_h):
                    for j in range(out_w):
                        best = -float("inf")
                        for u in range(self.pool_h):
                            for v in range(self.pool_w):
                                h = i * self.stride + u - self.pad
                                w = j * self.stride + v - self.pad
                                if h < 0 or w < 0 or h >= H or w >= W:
                                    continue
                                if x[n, c, h, w] > best:
                                    best = x[n, c, h, w]
                                    self.where[n, c, i, j] = (h, w)
                        y[n, c, i, j] = best
        return y

    def backward(self, dout):
        dx = np.zeros(self.x_shape)
        for (n, c, i, j), (h, w) in self.where.items():
            dx[n, c, h, w] += dout[n, c, i, j]
        return dx


class AveragePooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h = pool_h
        self.pool_w = pool_w
        self.stride = stride
        self.pad = pad

    def windows(self, out_h, out_w):
        for i in range(out_h):
            for j in range(out_w):
                top, left = i * self.stride, j * self.stride
                yield i, j, slice(top, top + self.pool_h), slice(left, left + self.pool_w)

    def forward(self, x):
        N, C, H, W = x.shape
        P = self.pad
        out_h = (H + 2 * P - self.pool_h) // self.stride + 1
        out_w = (W + 2 * P - self.pool_w) // self.stride + 1
        padded = np.zeros((N, C, H + 2 * P, W + 2 * P))
        padded[:, :, P:P + H, P:P + W] = x
        y = np.zeros((N, C, out_h, out_w))
        for i, j, rows, cols in self.windows(out_h, out_w):
            y[:, :, i, j] = padded[:, :, rows, cols].sum(axis=(2, 3)) / (self.pool_h * self.pool_w)
        self.x_shape = x.shape
        return y

    def backward(self, dout):
        N, C, H, W = self.x_shape
        P = self.pad
        dx = np.zeros((N, C, H + 2 * P, W + 2 * P))
        for i, j, rows, cols in self.windows(*dout.shape[2:]):
            dx[:, :, rows, cols] += dout[:, :, i:i + 1, j:j + 1] / (self.pool_h * self.pool_w)
        return dx[:, :, P:P + H, P:P + W]


class GlobalAveragePooling:
    def forward(self, x):
        N, C, H, W = x.shape
        self.x_shape = x.shape
        out = np.zeros((N, C))
        for n in range(N):
            for c in range(C):
                out[n, c] = x[n, c].sum() / (H * W)
        return out

    def backward(self, dout):
        N, C, H, W = self.x_shape
        dx = np.zeros((N, C, H, W))
        for n in range(N):
            for c in range(C):
                dx[n, c, :, :] = dout[n, c] / (H * W)
        return dx
