import numpy as np

from im2col import col2im, im2col


class Convolution:
    def __init__(self, W, b, stride=1, pad=0):
        self.W = W
        self.b = b
        self.stride = stride
        self.pad = pad

        # needed in backward
        self.x = None
        self.col = None
        self.col_W = None

        self.dW = None
        self.db = None

    def forward(self, x):
        FN, C, FH, FW = self.W.shape
        N, C, H, W = x.shape
        out_h = H + 2 * self.pad - FH + 1
        out_w = W + 2 * self.pad - FW + 1

        col = im2col(x, FH, FW, pad=self.pad)
        col_W = self.W.reshape(FN, -1).T
        out = np.dot(col, col_W) + self.b
        out = out.reshape(N, out_h, out_w, FN).transpose(0, 3, 1, 2)

        self.x = x
        self.col = col
        self.col_W = col_W
        return out

    def backward(self, dout):
        FN, C, FH, FW = self.W.shape
        N = dout.shape[0]
        dout = dout.transpose(0, 2, 3, 1).reshape(-1, FN)

        # mean over the batch
        self.db = dout.sum(axis=0) / N
        self.dW = np.dot(self.col.T, dout).transpose(1, 0).reshape(FN, C, FH, FW) / N

        dcol = np.dot(dout, self.col_W.T)
        return col2im(dcol, self.x.shape, FH, FW, pad=self.pad)
