import numpy as np

from im2col import col2im, im2col


class Convolution:
    def __init__(self, W, b, stride=1, pad=0):
        self.W, self.b, self.stride, self.pad = W, b, stride, pad

    def forward(self, x):
        FN, C, FH, FW = self.W.shape
        N, C, H, W = x.shape
        out_h = int((H + 2 * self.pad - FH) / self.stride + 1
        out_w = int((W + 2 * self.pad - FW) / self.stride + 1)
        col = im2col(x, FH, FW, self.stride, self.pad)
        out = np.dot(col, self.W.reshape(FN, -1).T) + self.b
        return out.reshape(N, out_h, out_w, -1).transpose(0, 3, 1, 2)
