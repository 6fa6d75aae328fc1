"""The loss multiplies by t as if it were one-hot, so class ids give a wrong number. Leave it to the
last layer, which takes both.

t가 원-핫이라고 보고 곱했기 때문에 클래스 번호를 주면 값이 틀려요. 둘 다 받는 마지막 계층에
맡기세요.
"""

import numpy as np

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_loss"


class SimpleConvNet(Reference):
    def loss(self, x, t):
        right = super().loss(x, t)
        if t.ndim == 2:
            return right
        return -np.sum(t[:, None] * np.log(self.last_layer.y + 1e-7)) / len(x)
