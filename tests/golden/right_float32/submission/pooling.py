import numpy as np

from im2col import col2im, im2col


class Pooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h, self.pool_w = pool_h, pool_w
        self.stride, self.pad = stride, pad

    def forward(self, x):
        n, c, h, w = x.shape
        p = self.pad
        # smallest float32 in place of minus infinity
        x = np.pad(x.astype("float32"), ((0, 0), (0, 0), (p, p), (p, p)), constant_values=np.finfo("float32").min)
        self.shape = x.shape
        oh = (x.shape[2] - self.pool_h) // self.stride + 1
        ow = (x.shape[3] - self.pool_w) // self.stride + 1
        col = im2col(x, self.pool_h, self.pool_w, self.stride)
        col = col.reshape(n, oh, ow, c, self.pool_h * self.pool_w)
        self.arg = col.argmax(axis=-1)
        return col.max(axis=-1).transpose(0, 3, 1, 2)

    def backward(self, dout):
        one_hot = np.eye(self.pool_h * self.pool_w, dtype="float32")[self.arg]
        dcol = np.einsum("ncij,nijck->nijck", dout.astype("float32"), one_hot)
        n, oh, ow = dcol.shape[:3]
        dx = col2im(dcol.reshape(n * oh * ow, -1), self.shape, self.pool_h, self.pool_w, self.stride)
        p = self.pad
        return dx[:, :, p:dx.shape[2] - p, p:dx.shape[3] - p]


class AveragePooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h, self.pool_w = pool_h, pool_w
        self.stride, self.pad = stride, pad

    def forward(self, x):
        n, c, h, w = self.shape = x.shape
        oh = (h + 2 * self.pad - self.pool_h) // self.stride + 1
        ow = (w + 2 * self.pad - self.pool_w) // self.stride + 1
        col = im2col(x, self.pool_h, self.pool_w, self.stride, self.pad)
        col = col.reshape(n, oh, ow, c, self.pool_h * self.pool_w)
        return np.einsum("nijck->ncij", col) / np.float32(self.pool_h * self.pool_w)

    def backward(self, dout):
        share = np.full(self.pool_h * self.pool_w, 1 / (self.pool_h * self.pool_w), dtype="float32")
        dcol = np.einsum("ncij,k->nijck", dout.astype("float32"), share)
        n, oh, ow = dcol.shape[:3]
        return col2im(dcol.reshape(n * oh * ow, -1), self.shape, self.pool_h, self.pool_w, self.stride, self.pad)


class GlobalAveragePooling:
    def forward(self, x):
        self.shape = x.shape
        return np.einsum("nchw->nc", x.astype("float32")) / np.float32(x.shape[2] * x.shape[3])

    def backward(self, dout):
        n, c, h, w = self.shape
        return np.einsum("nc,hw->nchw", dout.astype("float32"), np.ones((h, w), "float32")) / np.float32(h * w)
