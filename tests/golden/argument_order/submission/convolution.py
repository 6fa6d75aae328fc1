import numpy as np


class Convolution:
    def __init__(self, b, W, pad=0, stride=1):
        self.W = W
        self.b = b
        self.pad = pad
        self.stride = stride

    def forward(self, x):
        FN, C, FH, FW = self.W.shape
        N, C, H, W = x.shape
        x = np.pad(x, ((0, 0), (0, 0), (self.pad, self.pad), (self.pad, self.pad)))
        out_h = (H + 2 * self.pad - FH) // self.stride + 1
        out_w = (W + 2 * self.pad - FW) // self.stride + 1
        out = np.zeros((N, FN, out_h, out_w))
        for i in range(out_h):
            for j in range(out_w):
                patch = x[:, :, i * self.stride:i * self.stride + FH, j * self.stride:j * self.stride + FW]
                out[:, :, i, j] = np.tensordot(patch, self.W, ((1, 2, 3), (1, 2, 3))) + self.b
        return out
