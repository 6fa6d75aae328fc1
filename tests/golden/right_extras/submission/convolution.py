import time

import numpy as np

import im2col as tools


class Layer:
    trainable = True

    def __call__(self, x):
        return self.forward(x)

    def params(self):
        return []


class Convolution(Layer):
    count = 0

    def __init__(self, W, b, stride=1, pad=0, name=None, lr=0.01):
        Convolution.count += 1
        self.name = name or f"conv{Convolution.count}"
        self.W, self.b = W, b
        self.stride, self.pad = stride, pad
        self.lr = lr
        self.dw = np.zeros_like(W)
        self.dB = np.zeros_like(b)
        self.time = 0.0

    def params(self):
        return [(self.W, self.dw), (self.b, self.dB)]

    def forward(self, x, training=True):
        start = time.time()
        FN, C, FH, FW = self.W.shape
        N, channels, H, W = x.shape
        if channels != C:
            raise ValueError(f"{self.name}: {channels} channels, expected {C}")
        OH = int((H + 2 * self.pad - FH) / self.stride) + 1
        OW = int((W + 2 * self.pad - FW) / self.stride) + 1
        self.cache = x.copy(), tools.im2col(x, FH, FW, self.stride, self.pad)
        y = self.cache[1].dot(self.W.reshape(FN, -1).T)
        y += self.b
        self.time += time.time() - start
        print(f"{self.name}: {x.shape} -> {(N, FN, OH, OW)}")
        return np.rollaxis(y.reshape(N, OH, OW, FN), 3, 1)

    def backward(self, dout, retain=False):
        x, col = self.cache
        FN, C, FH, FW = self.W.shape
        d = np.moveaxis(dout, 1, -1).reshape(-1, FN)
        self.dB = d.sum(0)
        self.dw = d.T.dot(col).reshape(FN, C, FH, FW)
        return tools.col2im(d.dot(self.W.reshape(FN, -1)), x.shape, FH, FW, self.stride, self.pad)
