"""Where a place is the maximum of several windows, the last gradient overwrites the others. Add
them up: += in place of =.

한 자리가 여러 윈도의 최댓값일 때 마지막 기울기가 앞의 값을 덮어썼어요. = 대신 += 로 더하세요.
"""

import numpy as np

from solutions.assignment5.pooling import Pooling as Reference

CAUGHT_BY = "pooling::test_max_backward_overlap"


class Pooling(Reference):
    def backward(self, dout):
        N, C, H, W = self.x_shape
        pad, stride = self.pad, self.stride
        dx = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
        winners = self.winners.reshape(dout.shape)
        for n, c, i, j in np.ndindex(*dout.shape):
            row, column = divmod(winners[n, c, i, j], self.pool_w)
            dx[n, c, i * stride + row, j * stride + column] = dout[n, c, i, j]
        return dx[:, :, pad : pad + H, pad : pad + W]
