import numpy as np

from im2col import col2im, im2col


class Convolution:
    """Convolution layer (the kernel is flipped, see the definition of convolution)."""

    def __init__(self, W, b, stride=1, pad=0):
        self.W = W
        self.b = b
        self.stride = stride
        self.pad = pad

    def rows(self):
        flipped = self.W[:, :, ::-1, ::-1]
        return flipped.reshape(self.W.shape[0], -1)

    def forward(self, x):
        FN, C, FH, FW = self.W.shape
        if x.shape[1] != C:
            raise ValueError(f"expected {C} channels but got {x.shape[1]}")
        self.x_shape = x.shape
        N, _, H, W = x.shape
        out_h = (H + 2 * self.pad - FH) // self.stride + 1
        out_w = (W + 2 * self.pad - FW) // self.stride + 1
        self.col = im2col(x, FH, FW, self.stride, self.pad)
        out = self.col @ self.rows().T + self.b
        return out.reshape(N, out_h, out_w, FN).transpose(0, 3, 1, 2)

    def backward(self, dout):
        FN, C, FH, FW = self.W.shape
        dout = dout.transpose(0, 2, 3, 1).reshape(-1, FN)
        self.db = dout.sum(axis=0)
        self.dW = (dout.T @ self.col).reshape(FN, C, FH, FW)[:, :, ::-1, ::-1]
        return col2im(dout @ self.rows(), self.x_shape, FH, FW, self.stride, self.pad)
