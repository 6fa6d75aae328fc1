import numpy as np


class Convolution:
    def __init__(self, W, b, stride=1, pad=0):
        self.W, self.b, self.stride, self.pad = W, b, stride, pad

    def forward(self, x):
        p = self.pad
        self.x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        FN, C, FH, FW = self.W.shape
        N, C, H, W = self.x.shape
        out = np.zeros((N, FN, H - FH + 1, W - FW + 1))
        for i in range(H - FH + 1):
            for j in range(W - FW + 1):
                patch = self.x[:, :, i:i + FH, j:j + FW]
                out[:, :, i, j] = np.tensordot(patch, self.W, axes=([1, 2, 3], [1, 2, 3])) + self.b
        return out

    def backward(self, dout):
        FN, C, FH, FW = self.W.shape
        self.db = dout.sum(axis=(0, 2, 3))
        self.dW = np.zeros_like(self.W)
        dx = np.zeros_like(self.x)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                g = dout[:, :, i, j]
                self.dW += np.tensordot(g, self.x[:, :, i:i + FH, j:j + FW], axes=(0, 0))
                dx[:, :, i:i + FH, j:j + FW] += np.tensordot(g, self.W, axes=1)
        p = self.pad
        if p == 0:
            return dx
        return dx[:, :, p:-p, p:-p]
