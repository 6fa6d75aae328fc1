import numpy as np

from im2col import col2im, im2col


class Convolution:
    def __init__(self, W, b, stride=1, pad=0):
        self.W = W
        self.b = b
        self.stride = stride
        self.pad = pad

    def forward(self, x):
        FN, C, FH, FW = self.W.shape
        if x.shape[1] != C:
            raise ValueError("channels")
        N, C, H, W = x.shape
        out_h = (H + 2 * self.pad - FH) // self.stride + 1
        out_w = (W + 2 * self.pad - FW) // self.stride + 1
        # only col is needed in backward
        self.shape = x.shape
        self.col = im2col(x, FH, FW, self.stride, self.pad)
        x -= x  # free memory
        out = self.col @ self.W.reshape(FN, -1).T
        out += self.b
        return out.reshape(N, out_h, out_w, FN).transpose(0, 3, 1, 2)

    def backward(self, dout):
        FN, C, FH, FW = self.W.shape
        rows = dout.transpose(0, 2, 3, 1).reshape(-1, FN)
        self.db = rows.sum(axis=0)
        self.dW = (rows.T @ self.col).reshape(self.W.shape)
        return col2im(rows @ self.W.reshape(FN, -1), self.shape, FH, FW, self.stride, self.pad)
