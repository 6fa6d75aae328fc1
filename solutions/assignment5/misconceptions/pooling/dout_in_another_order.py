"""dout is flattened in another order than the windows: forward laid the channels out last, dout
has them second. Transpose dout to (N, out_h, out_w, C) first.

dout을 펼친 순서가 윈도의 순서와 달라요. forward는 채널을 맨 뒤에 놓았지만 dout에서는 채널이
둘째 축입니다. dout을 먼저 (N, out_h, out_w, C)로 transpose하세요.
"""

from solutions.assignment5.pooling import Pooling as Reference

CAUGHT_BY = "pooling::test_max_backward_channels"


class Pooling(Reference):
    def backward(self, dout):
        N, C, out_h, out_w = dout.shape
        dout = dout.reshape(N, out_h, out_w, C).transpose(0, 3, 1, 2)
        return super().backward(dout)
