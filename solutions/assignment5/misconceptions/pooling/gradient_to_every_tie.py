"""Where several places hold the maximum, each of them gets the whole gradient. Give it to the
first one only (argmax), or share it out.

최댓값이 여럿일 때 그 자리마다 기울기를 모두 주었어요. 첫 번째 자리에만 주거나(argmax) 나누어
주세요.
"""

import numpy as np

from solutions.assignment5.pooling import Pooling as Reference

CAUGHT_BY = "pooling::test_max_ties"


class Pooling(Reference):
    def forward(self, x):
        pad = self.pad
        around = ((0, 0), (0, 0), (pad, pad), (pad, pad))
        self.padded = np.pad(x, around, constant_values=-np.inf)
        self.out = super().forward(x)
        return self.out

    def backward(self, dout):
        N, C, H, W = self.x_shape
        pad = self.pad
        dx = np.zeros(self.padded.shape)
        for i, j in np.ndindex(*dout.shape[2:]):
            rows = slice(i * self.stride, i * self.stride + self.pool_h)
            columns = slice(j * self.stride, j * self.stride + self.pool_w)
            mask = self.padded[:, :, rows, columns] == self.out[:, :, i : i + 1, j : j + 1]
            dx[:, :, rows, columns] += mask * dout[:, :, i : i + 1, j : j + 1]
        return dx[:, :, pad : pad + H, pad : pad + W]
