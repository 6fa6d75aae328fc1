"""The output is reshaped to (N, FN, out_h, out_w) at once, which tears the channels apart.
reshape to (N, out_h, out_w, FN) first, then transpose.

출력을 곧바로 (N, FN, out_h, out_w)로 reshape해서 채널이 뒤섞였어요. 먼저 (N, out_h, out_w,
FN)으로 reshape한 다음 transpose하세요.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_filters"


class Convolution(Reference):
    def forward(self, x):
        out = super().forward(x)
        return out.transpose(0, 2, 3, 1).reshape(out.shape)
