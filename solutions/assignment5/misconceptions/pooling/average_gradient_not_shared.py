"""Every place of a window gets the whole gradient. The mean divides by pool_h * pool_w, so its
gradient does too.

윈도의 모든 자리에 기울기를 나누지 않고 그대로 주었어요. 평균은 pool_h * pool_w로 나눈 값이므로
기울기도 그만큼 나누세요.
"""

from solutions.assignment5.pooling import AveragePooling as Reference

CAUGHT_BY = "pooling::test_average_backward"


class AveragePooling(Reference):
    def backward(self, dout):
        return super().backward(dout) * (self.pool_h * self.pool_w)
