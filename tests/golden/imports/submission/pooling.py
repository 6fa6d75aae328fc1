import numpy as np


class Pooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h, self.pool_w, self.stride, self.pad = pool_h, pool_w, stride, pad

    def forward(self, x):
        from scipy.ndimage import maximum_filter

        out = maximum_filter(x, size=(1, 1, self.pool_h, self.pool_w))
        return out[:, :, ::self.stride, ::self.stride]


class GlobalAveragePooling:
    def forward(self, x):
        self.shape = x.shape
        return x.mean(axis=(2, 3))

    def backward(self, dout):
        n, c, h, w = self.shape
        return np.ones(self.shape) * dout[:, :, None, None] / (h * w)
