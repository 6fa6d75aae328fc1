import numpy as np

from im2col import col2im, im2col


class Convolution:
    def __init__(self, W, b, stride=1, pad=0):
        self.W = W.astype("float32")
        self.b = b.astype("float32")
        self.stride = stride
        self.pad = pad

    def forward(self, x):
        fn, c, fh, fw = self.W.shape
        n = x.shape[0]
        if x.shape[1] != c:
            raise ValueError("channels do not match")
        oh = (x.shape[2] + 2 * self.pad - fh) // self.stride + 1
        ow = (x.shape[3] + 2 * self.pad - fw) // self.stride + 1
        col = im2col(x, fh, fw, self.stride, self.pad)
        self.x_shape = x.shape
        self.col = col.reshape(n, oh, ow, c, fh, fw)
        return np.einsum("nijcuv,fcuv->nfij", self.col, self.W) + self.b.reshape(1, -1, 1, 1)

    def backward(self, dout):
        fn, c, fh, fw = self.W.shape
        dout = dout.astype("float32")
        self.db = np.einsum("nfij->f", dout)
        self.dW = np.einsum("nfij,nijcuv->fcuv", dout, self.col)
        dcol = np.einsum("nfij,fcuv->nijcuv", dout, self.W)
        return col2im(dcol.reshape(-1, c * fh * fw), self.x_shape, fh, fw, self.stride, self.pad)
