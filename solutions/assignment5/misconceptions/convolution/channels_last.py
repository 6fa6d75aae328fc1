"""The output is left as (N, out_h, out_w, FN). Move the filters to the second axis: (N, FN,
out_h, out_w).

출력을 (N, out_h, out_w, FN) 그대로 두었어요. 필터 축을 둘째로 옮겨 (N, FN, out_h, out_w)로
만드세요.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_forward"


class Convolution(Reference):
    def forward(self, x):
        return super().forward(x).transpose(0, 2, 3, 1)
