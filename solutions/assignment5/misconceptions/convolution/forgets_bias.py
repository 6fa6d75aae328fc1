"""The bias is not added. Each filter's bias is added to every place of its output channel.

편향을 더하지 않았어요. 필터마다 제 편향을 출력 채널의 모든 자리에 더해야 합니다.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_bias"


class Convolution(Reference):
    def forward(self, x):
        return super().forward(x) - self.b.reshape(1, -1, 1, 1)
