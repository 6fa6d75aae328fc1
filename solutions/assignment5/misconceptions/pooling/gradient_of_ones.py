"""The place of each maximum gets a 1 in place of the gradient. Put dout there.

최댓값 자리에 기울기 대신 1을 넣었어요. 그 자리에는 dout의 값을 넣으세요.
"""

import numpy as np

from solutions.assignment5.pooling import Pooling as Reference

CAUGHT_BY = "pooling::test_max_backward"


class Pooling(Reference):
    def backward(self, dout):
        return super().backward(np.ones_like(dout))
