"""Height and width are left as axes of length 1. The result is (N, C): take the mean without
keepdims.

높이와 너비가 길이 1인 축으로 남아 있어요. 결과는 (N, C)이므로 keepdims 없이 평균을 내세요.
"""

from solutions.assignment5.pooling import GlobalAveragePooling as Reference

CAUGHT_BY = "pooling::test_global_forward"


class GlobalAveragePooling(Reference):
    def forward(self, x):
        return super().forward(x)[:, :, None, None]
