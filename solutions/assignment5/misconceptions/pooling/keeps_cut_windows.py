"""Windows that run over the border are kept, so the output is rounded up. Only whole windows
count: round down.

가장자리를 벗어난 윈도까지 넣어 출력 크기가 올림되었어요. 온전한 윈도만 세도록 내림하세요.
"""

import numpy as np

from solutions.assignment5.pooling import Pooling as Reference

CAUGHT_BY = "pooling::test_max_sizes_not_divisible"


class Pooling(Reference):
    def forward(self, x):
        _, _, H, W = x.shape
        extra_h = -(H + 2 * self.pad - self.pool_h) % self.stride
        extra_w = -(W + 2 * self.pad - self.pool_w) % self.stride
        around = ((0, 0), (0, 0), (0, extra_h), (0, extra_w))
        return super().forward(np.pad(x, around, constant_values=-np.inf))
