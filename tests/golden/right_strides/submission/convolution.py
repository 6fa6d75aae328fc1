from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class Convolution:
    dW: np.ndarray
    db: np.ndarray

    def __init__(
        self, weight: np.ndarray, bias: np.ndarray, stride: int = 1, padding: int = 0
    ) -> None:
        self.W, self.b, self.stride, self.pad = weight, bias, stride, padding

    def forward(self, x: np.ndarray) -> np.ndarray:
        if x.shape[1] != self.W.shape[1]:
            raise ValueError("channel mismatch")
        p, s = self.pad, self.stride
        self.padded = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        windows = sliding_window_view(self.padded, self.W.shape[2:], axis=(2, 3))[:, :, ::s, ::s]
        self.windows = windows  # (N, C, out_h, out_w, FH, FW)
        out = np.tensordot(windows, self.W, axes=((1, 4, 5), (1, 2, 3)))
        return np.moveaxis(out, -1, 1) + self.b[:, None, None]

    def backward(self, dout: np.ndarray) -> np.ndarray:
        self.db = dout.sum((0, 2, 3))
        self.dW = np.tensordot(dout, self.windows, axes=((0, 2, 3), (0, 2, 3)))
        dx = np.zeros_like(self.padded)
        view = sliding_window_view(dx, self.W.shape[2:], axis=(2, 3), writeable=True)
        view = view[:, :, :: self.stride, :: self.stride]
        share = np.tensordot(dout, self.W, axes=(1, 0))  # (N, out_h, out_w, C, FH, FW)
        share = share.transpose(0, 3, 1, 2, 4, 5)
        for u in range(self.W.shape[2]):
            for v in range(self.W.shape[3]):
                view[..., u, v] += share[..., u, v]
        p = self.pad
        H, W = dx.shape[2] - 2 * p, dx.shape[3] - 2 * p
        return dx[:, :, p : p + H, p : p + W]
