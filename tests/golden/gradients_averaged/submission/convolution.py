import numpy as np
from im2col import im2col, col2im

LEARNING_RATE = 0.01


class Convolution:
    def __init__(self, W, b, stride=1, pad=0):
        self.W, self.b = W, b
        self.stride, self.pad = stride, pad
        self.dW = self.db = None

    def forward(self, x):
        assert x.ndim == 4
        FN, C, FH, FW = self.W.shape
        N, C, H, W = x.shape
        out_h = (H + 2 * self.pad - FH) // self.stride + 1
        out_w = (W + 2 * self.pad - FW) // self.stride + 1
        self.x_shape = x.shape
        self.col = im2col(x, FH, FW, self.stride, self.pad)
        out = self.col @ self.W.reshape(FN, -1).T + self.b
        return out.reshape(N, out_h, out_w, FN).transpose(0, 3, 1, 2)

    def backward(self, dout):
        FN, C, FH, FW = self.W.shape
        batch_size = dout.shape[0]
        dout = dout.transpose(0, 2, 3, 1).reshape(-1, FN)
        dcol = dout @ self.W.reshape(FN, -1)
        dx = col2im(dcol, self.x_shape, FH, FW, self.stride, self.pad)

        self.dW = (dout.T @ self.col).reshape(self.W.shape) / batch_size
        self.db = dout.sum(axis=0) / batch_size
        # 경사하강법
        self.W = self.W - LEARNING_RATE * self.dW
        self.b = self.b - LEARNING_RATE * self.db
        return dx
