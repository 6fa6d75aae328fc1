"""Every pixel gets the whole gradient of its channel. The mean divides by H * W, so its
gradient does too.

채널의 모든 픽셀에 기울기를 나누지 않고 그대로 주었어요. 평균은 H * W로 나눈 값이므로 기울기도
그만큼 나누세요.
"""

from solutions.assignment5.pooling import GlobalAveragePooling as Reference

CAUGHT_BY = "pooling::test_global_backward"


class GlobalAveragePooling(Reference):
    def backward(self, dout):
        _, _, H, W = self.x_shape
        return super().backward(dout) * (H * W)
