"""Every place of a window gets its gradient. Only the place of the maximum changed the output,
so only it gets one.

윈도의 모든 자리에 기울기를 주었어요. 출력에 영향을 준 것은 최댓값 자리뿐이므로 그 자리에만
주세요.
"""

import numpy as np

from solutions.assignment5.pooling import Pooling as Reference

CAUGHT_BY = "pooling::test_max_backward"


class Pooling(Reference):
    def backward(self, dout):
        dx = np.zeros(self.x_shape)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                top, left = i * self.stride, j * self.stride
                window = dx[:, :, top : top + self.pool_h, left : left + self.pool_w]
                window += dout[:, :, i : i + 1, j : j + 1]
        return dx
