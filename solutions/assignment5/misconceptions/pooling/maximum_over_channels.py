"""The maximum is taken over all channels together, so one channel is left. Every channel is
pooled on its own.

모든 채널을 합쳐 최댓값을 골라 채널이 하나만 남았어요. 채널마다 따로 풀링해야 합니다.
"""

from solutions.assignment5.pooling import Pooling as Reference

CAUGHT_BY = "pooling::test_max_channels"


class Pooling(Reference):
    def forward(self, x):
        return super().forward(x).max(axis=1, keepdims=True)
