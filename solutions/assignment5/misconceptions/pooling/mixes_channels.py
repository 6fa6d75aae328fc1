"""The windows of im2col still hold all channels side by side, and reshaping to (N, C, ...) at
once mixes them. Reshape to (N, out_h, out_w, C), then transpose.

im2col의 한 행에는 모든 채널의 윈도가 나란히 있는데, 곧바로 (N, C, ...)로 reshape해서 채널이
뒤섞였어요. (N, out_h, out_w, C)로 reshape한 다음 transpose하세요.
"""

from solutions.assignment5.pooling import Pooling as Reference

CAUGHT_BY = "pooling::test_max_channels"


class Pooling(Reference):
    def forward(self, x):
        out = super().forward(x)
        return out.transpose(0, 2, 3, 1).reshape(out.shape)
