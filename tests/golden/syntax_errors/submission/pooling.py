import numpy as np


def out_size(size, k, s, p):
    return (size + 2 * p - k) // s + 1


class Pooling:
    """max pooling, gradient by mask"""

    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h = pool_h
        self.pool_w = pool_w
        self.stride = stride
        self.pad = pad

    def forward(self, x):
        p = self.pad
        self.x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        N, C, H, W = x.shape
        oh = out_size(H, self.pool_h, self.stride, p)
        ow = out_size(W, self.pool_w, self.stride, p)
        out = np.zeros((N, C, oh, ow))
        for i in range(oh):
            for j in range(ow):
                out[:, :, i, j] = self.window(self.x, i, j).max(axis=(2, 3))
        return out

    def window(self, x, i, j):
        i, j = i * self.stride, j * self.stride
        return x[:, :, i:i + self.pool_h, j:j + self.pool_w]

    def backward(self, dout):
        dx = np.zeros_like(self.x)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                w = self.window(self.x, i, j)
                mask = w == w.max(axis=(2, 3), keepdims=True)
                grad = self.window(dx, i, j)
                grad += mask * dout[:, :, i:i + 1, j:j + 1]
        H, W = dx.shape[2:]
        return dx[:, :, self.pad:H - self.pad, self.pad:W - self.pad]


class AveragePooling(Pooling):
    def forward(self, x):
        p = self.pad
        self.x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        N, C, H, W = x.shape
        oh = out_size(H, self.pool_h, self.stride, p)
        ow = out_size(W, self.pool_w, self.stride, p)
        out = np.zeros((N, C, oh, ow))
        for i in range(oh):
            for j in range(ow):
                out[:, :, i, j] = self.window(self.x, i, j).mean(axis=(2, 3))
        return out

    def backward(self, dout):
        dx = np.zeros_like(self.x)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                grad = self.window(dx, i, j)
                grad += dout[:, :, i:i + 1, j:j + 1] / grad[0, 0].size
        H, W = dx.shape[2:]
        return dx[:, :, self.pad:H - self.pad, self.pad:W - self.pad]


class GlobalAveragePooling:
    def forward(self, x):
        self.hw = x.shape[2:]
        return np.mean(x, axis=(2, 3))

    def backward(self, dout):
        h, w = self.hw
        return np.repeat(np.repeat(dout[:, :, None, None], h, 2), w, 3) / (h * w)
