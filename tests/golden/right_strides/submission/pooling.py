from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class _Windows:
    """What max and average pooling have in common."""

    fill: float = 0.0

    def __init__(self, pool_h: int, pool_w: int, stride: int = 1, pad: int = 0) -> None:
        self.pool_h, self.pool_w, self.stride, self.pad = pool_h, pool_w, stride, pad

    def windows(self, x: np.ndarray) -> np.ndarray:
        p, s = self.pad, self.stride
        padded = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)), constant_values=self.fill)
        self.shape = padded.shape
        view = sliding_window_view(padded, (self.pool_h, self.pool_w), axis=(2, 3))
        view = view[:, :, ::s, ::s]
        return view.reshape(*view.shape[:4], -1)

    def crop(self, padded: np.ndarray) -> np.ndarray:
        p = self.pad
        return padded[:, :, p : padded.shape[2] - p, p : padded.shape[3] - p]


class Pooling(_Windows):
    fill = -np.inf

    def forward(self, x: np.ndarray) -> np.ndarray:
        windows = self.windows(x)
        self.argmax = windows.argmax(-1)
        return np.take_along_axis(windows, self.argmax[..., None], -1)[..., 0]

    def backward(self, dout: np.ndarray) -> np.ndarray:
        n, c, i, j = np.indices(dout.shape)
        u, v = np.unravel_index(self.argmax, (self.pool_h, self.pool_w))
        dx = np.zeros(self.shape)
        np.add.at(dx, (n, c, i * self.stride + u, j * self.stride + v), dout)
        return self.crop(dx)


class AveragePooling(_Windows):
    def forward(self, x: np.ndarray) -> np.ndarray:
        return self.windows(x).mean(-1)

    def backward(self, dout: np.ndarray) -> np.ndarray:
        n, c, i, j = np.indices(dout.shape)
        dx = np.zeros(self.shape)
        for u in range(self.pool_h):
            for v in range(self.pool_w):
                np.add.at(dx, (n, c, i * self.stride + u, j * self.stride + v), dout)
        return self.crop(dx) / (self.pool_h * self.pool_w)


class GlobalAveragePooling:
    def forward(self, x: np.ndarray) -> np.ndarray:
        self.shape = x.shape
        return x.mean((-2, -1))

    def backward(self, dout: np.ndarray) -> np.ndarray:
        h, w = self.shape[2:]
        return np.broadcast_to(dout[..., None, None] / (h * w), self.shape)
