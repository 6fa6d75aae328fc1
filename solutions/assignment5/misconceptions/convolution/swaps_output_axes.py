"""The output is reshaped with out_w before out_h, which goes unnoticed on square images only.
The height comes first.

reshape에 out_w를 out_h보다 먼저 넣었어요. 정사각형 이미지에서는 드러나지 않지만, 높이가 먼저
와야 합니다.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_non_square"


class Convolution(Reference):
    def forward(self, x):
        out = super().forward(x)
        N, FN, out_h, out_w = out.shape
        return out.reshape(N, FN, out_w, out_h)
