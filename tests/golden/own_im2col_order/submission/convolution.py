import numpy as np

from im2col import col2im, im2col


class Convolution:
    def __init__(self, W, b, stride=1, pad=0):
        self.W = W
        self.b = b
        self.stride = stride
        self.pad = pad

    def forward(self, x):
        n_filters, d_filter, h_filter, w_filter = self.W.shape
        n_x, d_x, h_x, w_x = x.shape
        if d_x != d_filter:
            raise ValueError("wrong depth")
        h_out = (h_x - h_filter + 2 * self.pad) // self.stride + 1
        w_out = (w_x - w_filter + 2 * self.pad) // self.stride + 1

        self.x_shape = x.shape
        self.X_col = im2col(x, h_filter, w_filter, stride=self.stride, pad=self.pad)
        W_col = self.W.reshape(n_filters, -1)
        out = W_col @ self.X_col + self.b.reshape(-1, 1)
        out = out.reshape(n_filters, h_out, w_out, n_x)
        return out.transpose(3, 0, 1, 2)

    def backward(self, dout):
        n_filter, d_filter, h_filter, w_filter = self.W.shape
        self.db = np.sum(dout, axis=(0, 2, 3))
        dout_reshaped = dout.transpose(1, 2, 3, 0).reshape(n_filter, -1)
        self.dW = (dout_reshaped @ self.X_col.T).reshape(self.W.shape)
        dX_col = self.W.reshape(n_filter, -1).T @ dout_reshaped
        return col2im(dX_col, self.x_shape, h_filter, w_filter, self.stride, self.pad)
