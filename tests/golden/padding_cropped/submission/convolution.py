import numpy as np


class Convolution:
    def __init__(self, W, b, stride=1, pad=0):
        self.W = W
        self.b = b
        self.stride = stride
        self.pad = pad

    def forward(self, x):
        p, s = self.pad, self.stride
        self.xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        FN, C, FH, FW = self.W.shape
        if C != x.shape[1]:
            raise ValueError("C does not match")
        oh = (self.xp.shape[2] - FH) // s + 1
        ow = (self.xp.shape[3] - FW) // s + 1
        y = np.zeros((x.shape[0], FN, oh, ow))
        for i in range(oh):
            for j in range(ow):
                y[:, :, i, j] = np.einsum("ncuv,fcuv->nf", self.xp[:, :, i*s:i*s+FH, j*s:j*s+FW], self.W)
        return y + self.b[None, :, None, None]

    def backward(self, dout):
        p, s = self.pad, self.stride
        FN, C, FH, FW = self.W.shape
        self.dW = np.zeros(self.W.shape)
        self.db = dout.sum(axis=(0, 2, 3))
        dxp = np.zeros(self.xp.shape)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                window = np.s_[:, :, i*s:i*s+FH, j*s:j*s+FW]
                self.dW += np.einsum("nf,ncuv->fcuv", dout[:, :, i, j], self.xp[window])
                dxp[window] += np.einsum("nf,fcuv->ncuv", dout[:, :, i, j], self.W)
        return dxp[:, :, p:-p, p:-p]
