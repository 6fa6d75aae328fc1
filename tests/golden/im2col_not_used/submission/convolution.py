import numpy as np


class Convolution:
    """im2col 없이 반복문으로 구현했습니다."""

    def __init__(self, W, b, stride=1, pad=0):
        self.W = W
        self.b = b
        self.stride = stride
        self.pad = pad
        self.dW = None
        self.db = None
        self.x_pad = None

    def forward(self, x):
        FN, C, FH, FW = self.W.shape
        N, Cx, H, W = x.shape
        if C != Cx:
            raise ValueError("채널 수가 다릅니다: %d, %d" % (Cx, C))
        S, P = self.stride, self.pad
        out_h = (H + 2 * P - FH) // S + 1
        out_w = (W + 2 * P - FW) // S + 1

        x_pad = np.zeros((N, C, H + 2 * P, W + 2 * P))
        x_pad[:, :, P:P + H, P:P + W] = x

        y = np.zeros((N, FN, out_h, out_w))
        for n in range(N):
            for f in range(FN):
                for i in range(out_h):
                    for j in range(out_w):
                        patch = x_pad[n, :, i * S:i * S + FH, j * S:j * S + FW]
                        y[n, f, i, j] = np.sum(patch * self.W[f]) + self.b[f]
        self.x_pad = x_pad
        self.x_shape = x.shape
        return y

    def backward(self, dout):
        FN, C, FH, FW = self.W.shape
        N, _, out_h, out_w = dout.shape
        _, _, H, W = self.x_shape
        S, P = self.stride, self.pad

        dx_pad = np.zeros_like(self.x_pad)
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)
        for n in range(N):
            for f in range(FN):
                for i in range(out_h):
                    for j in range(out_w):
                        g = dout[n, f, i, j]
                        patch = self.x_pad[n, :, i * S:i * S + FH, j * S:j * S + FW]
                        self.db[f] += g
                        self.dW[f] += g * patch
                        dx_pad[n, :, i * S:i * S + FH, j * S:j * S + FW] += g * self.W[f]
        return dx_pad[:, :, P:P + H, P:P + W]
