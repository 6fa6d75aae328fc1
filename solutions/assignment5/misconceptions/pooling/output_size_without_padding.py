"""The output size is computed without the padding, so the last windows are missing. Add 2P to H
and W in the formula.

출력 크기를 구할 때 패딩을 빠뜨려 뒤쪽 윈도가 없어요. 식의 H와 W에 2P를 더하세요.
"""

from solutions.assignment5.pooling import Pooling as Reference

CAUGHT_BY = "pooling::test_max_padding"


class Pooling(Reference):
    def forward(self, x):
        N, C, H, W = x.shape
        out_h = (H - self.pool_h) // self.stride + 1
        out_w = (W - self.pool_w) // self.stride + 1
        return super().forward(x)[:, :, :out_h, :out_w]
